import { createHash } from 'node:crypto';
import { batchCsv, batchJson, NO_ENTRIES, withEntry, type BatchEntry } from './index.js';

const sale: BatchEntry = {
  index: 812,
  ordinal: 1,
  recordedAt: Date.UTC(2026, 9, 2, 6),
  entry: {
    journal: 'VE',
    date: '2026-10-02',
    piece: 'F-1',
    label: '=Facture "F-1", été',
    postings: [
      { account: '411', party: 'lumen', debitCents: 12_000, creditCents: 0 },
      { account: '706', party: null, debitCents: 0, creditCents: 12_000 },
    ],
  },
};
async function* inTurn(...entries: readonly BatchEntry[]): AsyncGenerator<BatchEntry> {
  yield* await Promise.resolve(entries);
}
async function whole(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

test('a batch as CSV: one posting a row, which bears the key of its entry', async () => {
  const csv = await whole(batchCsv(3, inTurn(sale, { ...sale, ordinal: 2 })));
  expect(csv.split('\r\n').slice(0, 3)).toEqual([
    'batch,entry,line,journal,date,recorded_at,piece,label,account,party,debit_eur,credit_eur',
    '3,812-1,1,VE,2026-10-02,2026-10-02T06:00:00.000Z,F-1,"\'=Facture ""F-1"", été",411,lumen,120.00,0.00',
    '3,812-1,2,VE,2026-10-02,2026-10-02T06:00:00.000Z,F-1,"\'=Facture ""F-1"", été",706,,0.00,120.00',
  ]);
});

test('its bytes never change: logs hold their hash', async () => {
  const csv = await whole(batchCsv(3, inTurn(sale)));
  expect(createHash('sha256').update(csv, 'utf8').digest('hex')).toBe(
    '381b2104441cb84992bfcf54920d89af740bd24444ae798e3019a1b065d33e19',
  );
});

test('a batch as JSON is one object, also without entries', async () => {
  const head = { batch: 3, entries: 1 };
  expect(JSON.parse(await whole(batchJson(head, inTurn(sale))))).toEqual({
    ...head,
    rows: [
      {
        entry: '812-1',
        journal: 'VE',
        date: '2026-10-02',
        recordedAt: '2026-10-02T06:00:00.000Z',
        piece: 'F-1',
        label: '=Facture "F-1", été',
        postings: [
          {
            account: '411',
            party: 'lumen',
            debit: { amount: '120.00', currency: 'EUR' },
            credit: { amount: '0.00', currency: 'EUR' },
          },
          {
            account: '706',
            party: null,
            debit: { amount: '0.00', currency: 'EUR' },
            credit: { amount: '120.00', currency: 'EUR' },
          },
        ],
      },
    ],
  });
  expect(JSON.parse(await whole(batchJson(head, inTurn())))).toEqual({ ...head, rows: [] });
});

test('control totals add up', () => {
  expect([sale, sale].reduce(withEntry, NO_ENTRIES)).toEqual({
    entries: 2,
    postings: 4,
    debitCents: 24_000,
    creditCents: 24_000,
  });
});
