import { MAX_LINE_BYTES, exportLine, makeEvent, type DocumentIssuedData, type EventMeta } from '#events';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { line } from '../../../../test/samples/printable.js';
import { packed } from './chunks.js';
import { issuedDocumentAt } from './issued-document.js';
import { linesHash, withLinesApart } from './long-document.js';

const meta: EventMeta = {
  id: '0193b6a0-7c1e-7000-8000-5a0f5b2c9d11',
  recordedAt: 1,
  actor: 'person:ana',
  commandId: 'close-2026-08',
  causation: null,
};
const party = (id: string | null) => ({
  party: id,
  identity: { name: 'Name', address: 'Address' },
  country: 'FR',
  siren: null,
  siret: null,
  vatNumber: null,
  endpoint: null,
  legalMention: null,
});
const document = (lines: number, label = 'Calcul'): DocumentIssuedData => ({
  kind: 'invoice',
  typeCode: '380',
  series: 'main',
  number: 'F-1',
  planned: '2026-08.invoice.lab',
  period: '2026-08',
  cutIndex: 7,
  issueDate: '2026-09-02',
  dueDate: null,
  language: 'fr',
  currency: 'EUR',
  seller: party(null),
  buyer: party('lab'),
  contractReference: null,
  vatPoint: 'receipts',
  lines: Array.from({ length: lines }, (_, i) => line(`${label} ${i}`, 100)),
  linesAt: null,
  vat: [{ category: 'S', rate: '20', baseCents: lines * 100, vatCents: lines * 20 }],
  netCents: lines * 100,
  vatCents: lines * 20,
  grossCents: lines * 120,
  cites: [],
  mentions: [],
  profile: 'B2B',
  process: 'S1',
  purchaseOrder: null,
  buyerReference: null,
  payment: null,
  exemptions: [],
  daily: null,
  entry: { journal: 'VE', date: '2026-09-02', piece: 'F-1', label: 'Facture', postings: [] },
});

describe('a document that one event cannot hold', () => {
  test('a short one keeps its lines', async () => {
    const short = document(3);
    expect(await withLinesApart(new MemoryEventStore(), short, meta)).toBe(short);
  });

  test.each([
    ['many lines', document(1_000)],
    ['few lines of many bytes', document(150, 'é'.repeat(140))],
  ])('%s stand in events of their own, cited by hash, and are read back whole', async (_what, long) => {
    const store = new MemoryEventStore();
    const fitted = await withLinesApart(store, long, meta);
    expect(fitted).toMatchObject({ lines: [], linesAt: { stream: 'document-lines-2026-08.invoice.lab' } });
    expect(fitted.linesAt!.hash).toBe(linesHash(long.lines));
    const event = makeEvent({ type: 'InvoiceIssued', data: fitted }, meta);
    await store.append([{ stream: 'invoices-main', expectedRevision: -1, events: [event] }]);
    const index = (await store.nextIndex()) - 1;
    expect((await issuedDocumentAt(store, index)).lines).toEqual(long.lines);
    const { events } = await store.readAll(0, 1_000);
    for (const recorded of events)
      expect(Buffer.byteLength(exportLine(recorded))).toBeLessThanOrEqual(MAX_LINE_BYTES);
  });

  test('written again after a break, they are there once', async () => {
    const store = new MemoryEventStore();
    const first = await withLinesApart(store, document(1_000), meta);
    const next = await store.nextIndex();
    expect(await withLinesApart(store, document(1_000), meta)).toEqual(first);
    expect(await store.nextIndex()).toBe(next);
  });
});

describe('packing', () => {
  test('keeps the order, the count and the size', () => {
    expect(packed([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(packed(['aaaa', 'bbbb', 'cccc'], 9, 15)).toEqual([['aaaa', 'bbbb'], ['cccc']]);
    expect(packed([], 2)).toEqual([]);
  });

  test('an item that fits no event is a fault', () => {
    expect(() => packed(['aaaa'], 9, 3)).toThrow(/fits no event/);
  });
});
