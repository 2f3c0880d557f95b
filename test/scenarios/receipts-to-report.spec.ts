import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AUGUST, LedgerOfATest, PATIENCE_MS, type DocumentRow, type Money } from './ledger-of-a-test.js';
import { checkedEvidence } from './checked-evidence.js';
import { givenWorkOfDocuments } from './world-of-documents.js';

interface Ref {
  readonly series: string;
  readonly number: string;
}

/** An invoice of 1 200.00 of which 500.00 came; it is cancelled, issued anew, credited, and the money is paid back. */
describe('receipts that status 212 tells', () => {
  let ledger: LedgerOfATest;
  let invoice: Ref;
  let anew: Ref;
  let message = 0;

  const of = ({ series, number }: Ref): Ref => ({ series, number });
  const last = async (kind: string): Promise<DocumentRow> =>
    (await ledger.rows<DocumentRow>(`/v1/documents?party=shop&kind=${kind}&limit=100`)).at(-1)!;
  const due = async () =>
    (
      await ledger.rows<Ref & Record<'received' | 'reported' | 'toReport', Money>>(
        '/v1/reports/receipts-to-report',
      )
    ).map(({ number, received, reported, toReport }) =>
      [number, received.amount, reported.amount, toReport.amount].join(' '),
    );
  const status212 = (document: Ref, amountCents: number) =>
    [
      'record-platform-status',
      {
        ...of(document),
        on: '2026-09-20',
        status: 212,
        platform: 'pa-exemple',
        reference: `m-${(message += 1)}`,
        amountCents,
      },
    ] as const;
  const refusal = async ([command, data]: readonly [string, object]) => {
    const { status, body } = await ledger.post(`/v1/commands/${command}`, data);
    return [status, (body as { code: string }).code];
  };
  const money = { on: '2026-09-20', client: 'shop', reference: 'VIR' };
  const payBack = (note: Ref, cents: number) =>
    ledger.given([
      'record-money-paid',
      {
        payment: `pay-${note.number.toLowerCase()}`,
        on: '2026-09-20',
        party: { kind: 'client', id: 'shop' },
        amountCents: cents,
        allocations: [{ ...of(note), cents }],
        reference: 'SEPA',
      },
    ]);
  const creditWhole = async (document: Ref, credit: string): Promise<DocumentRow> => {
    const says = { credit, ...of(document), lines: null, reason: 'returned', text: 'Nothing was ordered.' };
    await ledger.given(['credit-document', says]);
    return last('credit-note');
  };

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenWorkOfDocuments(ledger);
    const closed = await ledger.closeMonth(AUGUST);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
    invoice = await last('invoice');
    ledger.clock.setTo(Date.parse('2026-09-20T12:00:00Z'));
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  test('no receipt is told that never came, none of an individual’s, none of a business abroad', async () => {
    expect(await refusal(status212(invoice, 2462))).toEqual([409, 'AMOUNT_NOT_RECEIVED']);
    expect(await due()).toEqual([]);
    for (const client of ['ada', 'werk']) {
      const [other] = (await ledger.documents(AUGUST.month, client)) as [DocumentRow];
      const allocations = [{ ...of(other), cents: 100 }];
      await ledger.given([
        'record-money-received',
        { ...money, client, receipt: `bank-${client}`, amountCents: 100, allocations },
      ]);
      expect(await refusal(status212(other, 100))).toEqual([409, 'STATUS_NOT_FOR_THIS_DOCUMENT']);
    }
  });

  test('cancelled and issued anew, the money counts once, on the new one; the old one names it', async () => {
    const allocations = [{ ...of(invoice), cents: 50_000 }];
    await ledger.given([
      'record-money-received',
      { ...money, receipt: 'bank-1', amountCents: 50_000, allocations },
    ]);
    expect(await due()).toEqual([`${invoice.number} 500.00 0.00 500.00`]);
    await ledger.given(['cancel-document', { ...of(invoice), reissue: true, reason: 'former name' }]);
    anew = await last('invoice');
    expect(await ledger.get(`/v1/documents/main/${invoice.number}/lifecycle`)).toMatchObject({
      state: 'cancelled',
      replacedBy: anew.number,
    });
    expect(await due()).toEqual([`${anew.number} 500.00 0.00 500.00`]);
    expect(await refusal(status212(anew, 50_001))).toEqual([409, 'AMOUNT_NOT_RECEIVED']);
    await ledger.given(status212(anew, 50_000));
    expect(await due()).toEqual([]);
  });

  test('its evidence holds the document that it replaces, and the receipt on that', async () => {
    const { types } = await checkedEvidence(
      ledger,
      await ledger.bytes(`/v1/documents/main/${anew.number}/evidence`),
    );
    expect(types.get(`cited/${invoice.number}/settlements.ndjson`)).toEqual(
      expect.arrayContaining(['MoneyReceived', 'CreditNoteApplied']),
    );
    expect(types.get(`cited/${invoice.number}/events.ndjson`)).toEqual(
      expect.arrayContaining(['InvoiceIssued', 'DocumentRendered']),
    );
  });

  test('credited whole and paid back, what was told is to be taken back, and no more', async () => {
    const note = await creditWhole(anew, 'c-1');
    await payBack(note, 50_000);
    expect(await due()).toEqual([`${anew.number} 0.00 500.00 -500.00`]);
    expect(await refusal(status212(anew, -50_001))).toEqual([409, 'AMOUNT_NOT_TOLD']);
    await ledger.given(status212(anew, -50_000));
    expect(await due()).toEqual([]);
  });

  test('a prepayment that is given back is received no more', async () => {
    const prepaid = { ...money, receipt: 'bank-2', amountCents: 10_001 };
    await ledger.given(['record-money-received', { ...prepaid, prepayment: { contract: 'shop-contract' } }]);
    const { number } = await last('prepayment-invoice');
    expect(await due()).toEqual([`${number} 100.01 0.00 100.01`]);
    await payBack(await creditWhole({ series: 'main', number }, 'c-2'), 10_001);
    expect(await due()).toEqual([]);
  });

  test('evidence without one of its files is refused before a byte of it is sent', async () => {
    const folder = join(ledger.dataDir, 'documents', 'main');
    const page = (await readdir(folder)).find((name) => name === `${invoice.number}.pdf`)!;
    await rm(join(folder, page));
    for (const { number } of [invoice, anew]) {
      const response = await ledger.file(`/v1/documents/main/${number}/evidence`);
      expect([response.status, await response.json()]).toMatchObject([
        410,
        { code: 'DOCUMENT_FILE_LOST', field: `main/${invoice.number}.pdf` },
      ]);
    }
  });
});
