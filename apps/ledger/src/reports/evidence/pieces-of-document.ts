import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { invariant } from '#domain/decision';
import { partyOfDocument } from '#domain/documents';
import { eurText } from '#domain/quantity';
import { readEvent, type DocumentLine, type RecordedEvent } from '#events';
import type { EventStore } from '#event-store';
import type { DocumentFiles } from '#ports/documents';
import { fileName } from '#processes/rendering';
import type { Tables } from '#read-models';
import { csvText, type CsvColumn, type IssuedDocument } from '../shape/index.js';
import { SHARE_COLUMNS, type ShareRow } from '../document-shares/share-row.js';
import { LIFECYCLE_COLUMNS, type LifecycleRow } from '../lifecycle/lifecycle-answer.js';
import { eventsPiece, filePiece, textPiece, type Piece } from './piece.js';
import { eventsAt, eventsOf, eventsOfAll } from './stream-events.js';
import { monthsOf, usageBehind, type SealedReference } from './usage-behind.js';

export interface EvidenceSources {
  readonly store: EventStore;
  readonly models: Kysely<Tables>;
  readonly files: DocumentFiles;
}

/** What a bundle is made of besides the log. */
export interface Subject {
  readonly document: IssuedDocument;
  /** Index of the event that issued it. */
  readonly index: number;
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

const streamOf = ({ series, number }: IssuedDocument): string => `document-${series}-${number}`;

/** Every piece of evidence of a document: contract and prices, usage, document, what became of it, payment. */
export async function* piecesOf(sources: EvidenceSources, subject: Subject): AsyncGenerator<Piece> {
  const { store } = sources;
  const { document, index, shares, history } = subject;
  const { references, supplyPoints, priceLists } = await usageBehind(store, document);
  yield* filesOf(sources, document);
  yield eventsPiece(
    'events/document.ndjson',
    'the document as issued, its files, and what became of it',
    own(),
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
    eventsAt(store, await settling(sources, document)),
  );
  yield textPiece(
    'lifecycle.csv',
    'what became of it, in the order of the log',
    [csvText(LIFECYCLE_COLUMNS, history)],
    history.map((row) => row.index),
  );

  async function* own(): AsyncGenerator<RecordedEvent> {
    if (document.linesAt !== null) yield* eventsOf(store, document.linesAt.stream);
    yield* eventsAt(store, [index]);
    yield* eventsOf(store, streamOf(document));
  }
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

/** Files of the document, each as its hash in the log says. */
async function* filesOf({ store, files }: EvidenceSources, document: IssuedDocument): AsyncGenerator<Piece> {
  for await (const recorded of eventsOf(store, streamOf(document))) {
    if (recorded.type !== 'DocumentRendered') continue;
    const event = readEvent(recorded);
    if (event.type !== 'DocumentRendered') continue;
    const { format, sha256 } = event.data;
    const name = fileName(document, format);
    yield filePiece(
      `document/${name.split('/').at(-1)}`,
      `file of the document (${format})`,
      recorded.index,
      async () => {
        const bytes = await files.get(name);
        invariant(bytes !== null, `file ${name} was rendered and is gone`);
        const found = createHash('sha256').update(bytes).digest('hex');
        invariant(found === sha256, `file ${name} is not the one that was rendered`);
        return bytes;
      },
    );
  }
}

/** Events that settled the document, in part or whole; of a prepayment the receipt that it invoices. */
async function settling({ models }: EvidenceSources, document: IssuedDocument): Promise<number[]> {
  const rows = await models
    .selectFrom('settlement')
    .select('idx')
    .where('series', '=', document.series)
    .where('number', '=', document.number)
    .orderBy('idx')
    .execute();
  const prepaid = document.kind === 'prepayment-invoice' ? [document.cutIndex] : [];
  return [...new Set([...prepaid, ...rows.map(({ idx }) => idx)])].sort((a, b) => a - b);
}
