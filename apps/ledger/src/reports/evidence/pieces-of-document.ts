import type { Kysely } from 'kysely';
import { partyOfDocument } from '#domain/documents';
import { eurText } from '#domain/quantity';
import type { DocumentLine, RecordedEvent } from '#events';
import type { EventStore } from '#event-store';
import type { Tables } from '#read-models';
import { csvText, type CsvColumn, type IssuedDocument } from '../shape/index.js';
import { SHARE_COLUMNS, type ShareRow } from '../document-shares/share-row.js';
import { LIFECYCLE_COLUMNS, type LifecycleRow } from '../lifecycle/lifecycle-answer.js';
import { ownEvents, piecesOfCited, type PlacedDocument } from './cited-documents.js';
import { filesOf, type FileSources } from './files-of-document.js';
import { eventsPiece, textPiece, type Piece } from './piece.js';
import { settlingOf } from './settling.js';
import { eventsAt, eventsOfAll } from './stream-events.js';
import { monthsOf, usageBehind, type SealedReference } from './usage-behind.js';

export interface EvidenceSources extends FileSources {
  readonly models: Kysely<Tables>;
}

/** What a bundle is made of besides the log. */
export interface Subject extends PlacedDocument {
  /** Documents that it cites. */
  readonly cited: readonly PlacedDocument[];
  readonly shares: readonly ShareRow[];
  readonly history: readonly LifecycleRow[];
}

const LINE_COLUMNS: readonly CsvColumn<{ readonly line: DocumentLine; readonly place: number }>[] = [
  { name: 'line', value: ({ place }) => place },
  { name: 'key', value: ({ line }) => line.key },
  { name: 'label', value: ({ line }) => line.label },
  { name: 'from', value: ({ line }) => line.from },
  { name: 'to', value: ({ line }) => line.to },
  { name: 'quantity', value: ({ line }) => line.quantity },
  { name: 'unit', value: ({ line }) => line.unit },
  { name: 'price_eur', value: ({ line }) => line.priceEur },
  { name: 'price_base', value: ({ line }) => line.priceBase },
  { name: 'vat_category', value: ({ line }) => line.vatCategory },
  { name: 'vat_rate_percent', value: ({ line }) => line.vatRate },
  { name: 'adjusts_document', value: ({ line }) => line.adjusts?.document ?? null },
  { name: 'amount_eur', value: ({ line }) => eurText(line.amountCents) },
];

const REFERENCE_COLUMNS: readonly CsvColumn<SealedReference>[] = [
  { name: 'index', value: (row) => row.index },
  { name: 'stream', value: (row) => row.stream },
  { name: 'revision', value: (row) => row.revision },
  { name: 'line_sha256', value: (row) => row.sha256 },
  { name: 'heaters', value: (row) => row.heaters.join(' ') },
];

/** Every piece of evidence of a document: contract and prices, usage, document, what became of it, payment. */
export async function* piecesOf(sources: EvidenceSources, subject: Subject): AsyncGenerator<Piece> {
  const { store } = sources;
  const { document, index, shares, history } = subject;
  const { references, supplyPoints, priceLists } = await usageBehind(store, document);
  yield* filesOf(sources, document, 'document');
  yield eventsPiece(
    'events/document.ndjson',
    'the document as issued, its files, and what became of it',
    ownEvents(store, subject),
  );
  yield textPiece(
    'document/lines.csv',
    'lines of the document',
    [
      csvText(
        LINE_COLUMNS,
        document.lines.map((line, at) => ({ line, place: at + 1 })),
      ),
    ],
    [index],
  );
  yield textPiece('usage/heaters.csv', 'every line over the heaters behind it', [
    csvText(SHARE_COLUMNS, shares),
  ]);
  yield textPiece(
    'usage/sealed.csv',
    'sealed usage that the lines rest on, by index and hash; the events hold others too and stay in the log',
    [csvText(REFERENCE_COLUMNS, references)],
    references.map((reference) => reference.index),
  );
  const months = monthsOf(document).map((month) => `period-${month}`);
  yield eventsPiece('events/periods.ndjson', 'cut and seal of its months', bounds(store, months));
  const streams = [
    partyStream(document),
    ...named('supply-point', supplyPoints),
    ...named('price-list', priceLists),
  ];
  yield eventsPiece(
    'events/contracts-and-prices.ndjson',
    'party, contracts, agreements and prices as known at the cut',
    eventsOfAll(store, streams, document.cutIndex),
  );
  yield eventsPiece(
    'events/settlements.ndjson',
    'receipts, payments, set-offs and credits, with their entries',
    eventsAt(store, await settlingOf(sources.models, document)),
  );
  yield textPiece(
    'lifecycle.csv',
    'what became of it, in the order of the log',
    [csvText(LIFECYCLE_COLUMNS, history)],
    history.map((row) => row.index),
  );
  for (const cited of subject.cited) yield* piecesOfCited(sources, cited);
}

const named = (kind: string, names: ReadonlySet<string>): string[] =>
  [...names].sort().map((name) => `${kind}-${name}`);

/** The stream of the other party: a client's holds its contracts too. */
function partyStream(document: IssuedDocument): string {
  const { kind, id } = partyOfDocument(document);
  return `${kind}-${id}`;
}

/** The cut and the seal of months, without the usage of others between them. */
async function* bounds(store: EventStore, streams: readonly string[]): AsyncGenerator<RecordedEvent> {
  for await (const event of eventsOfAll(store, streams))
    if (event.type === 'PeriodClosing' || event.type === 'PeriodClosed') yield event;
}
