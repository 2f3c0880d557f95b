import type { Kysely } from 'kysely';
import type { RecordedEvent } from '#events';
import type { EventStore } from '#event-store';
import type { Tables } from '#read-models';
import type { IssuedDocument, IssuedDocuments } from '../shape/index.js';
import { filesOf, streamOf, type FileSources } from './files-of-document.js';
import { eventsPiece, type Piece } from './piece.js';
import { settlingOf } from './settling.js';
import { eventsAt, eventsOf } from './stream-events.js';

/** A document with the index of the event that issued it. */
export interface PlacedDocument {
  readonly index: number;
  readonly document: IssuedDocument;
}

/** Documents that a document cites, as it cites them: what it corrects, takes back or takes the place of. */
export async function citedBy(
  models: Kysely<Tables>,
  documents: IssuedDocuments,
  { series, cites }: IssuedDocument,
): Promise<PlacedDocument[]> {
  const cited: PlacedDocument[] = [];
  for (const number of new Set(cites.map((one) => one.number))) {
    const row = await models
      .selectFrom('document')
      .select('idx')
      .where('series', '=', series)
      .where('number', '=', number)
      .executeTakeFirst();
    if (row === undefined) continue;
    const index = Number(row.idx);
    cited.push({ index, document: await documents.at(index) });
  }
  return cited;
}

/** The lines, the issue, the files and what became of a document, as events. */
export async function* ownEvents(
  store: EventStore,
  { document, index }: PlacedDocument,
): AsyncGenerator<RecordedEvent> {
  if (document.linesAt !== null) yield* eventsOf(store, document.linesAt.stream);
  yield* eventsAt(store, [index]);
  yield* eventsOf(store, streamOf(document));
}

/** A document one step back: its files, its events, and the money on it. */
export async function* piecesOfCited(
  sources: FileSources & { readonly models: Kysely<Tables> },
  cited: PlacedDocument,
): AsyncGenerator<Piece> {
  const { document } = cited;
  const folder = `cited/${document.number.replaceAll('/', '-')}`;
  yield* filesOf(sources, document, folder);
  yield eventsPiece(
    `${folder}/events.ndjson`,
    `${document.number}, which it cites: as issued, its files, and what became of it`,
    ownEvents(sources.store, cited),
  );
  yield eventsPiece(
    `${folder}/settlements.ndjson`,
    `receipts, payments, set-offs and credits on ${document.number}, with their entries`,
    eventsAt(sources.store, await settlingOf(sources.models, document)),
  );
}
