import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../../apps/ledger/src/cli/command.js';
import { evidence } from '../../apps/ledger/src/cli/evidence.js';
import { readConfiguration } from '../../apps/ledger/src/configuration/index.js';
import { AUGUST, LedgerOfATest, PATIENCE_MS, type DocumentRow, type Money } from './ledger-of-a-test.js';
import { checkedEvidence } from './checked-evidence.js';
import { givenWorkOfDocuments } from './world-of-documents.js';

const DAY_MS = 24 * 3_600_000;

interface Lifecycle {
  readonly state: string;
  readonly since: string;
  readonly open: Money;
  readonly overdueDays: number;
  readonly rows: readonly { readonly kind: string; readonly subject: string; readonly index: number }[];
}
interface EReport {
  readonly rows: readonly {
    readonly flow: string;
    readonly day: string;
    readonly document: string | null;
    readonly net: Money;
    readonly vat: Money;
  }[];
  readonly reconciliation: readonly unknown[];
  readonly leftOut: readonly unknown[];
  readonly agrees: boolean;
}

/** An invoice of 1 000.00 net that is sent, disputed, credited in part, paid in part, overdue, and paid. */
describe('what becomes of a document', () => {
  let ledger: LedgerOfATest;
  let invoice: DocumentRow;
  let of: { readonly series: string; readonly number: string };
  let credit: DocumentRow;

  const lifecycle = () => ledger.get<Lifecycle>(`/v1/documents/${of.series}/${of.number}/lifecycle`);
  const stateNow = async () => (await lifecycle()).state;
  const on = (date: string) => ledger.clock.setTo(Date.parse(`${date}T12:00:00Z`));
  const status = (code: number, reference: string, day: string, changes: object = {}) =>
    [
      'record-platform-status',
      { ...of, on: day, status: code, platform: 'pa-exemple', reference, ...changes },
    ] as const;
  const refusal = async (command: string, data: object) => {
    const { status: http, body } = await ledger.post(`/v1/commands/${command}`, data);
    return [http, (body as { code: string }).code];
  };
  const receive = (receipt: string, day: string, document: DocumentRow, cents: number) =>
    ledger.given([
      'record-money-received',
      {
        receipt,
        on: day,
        client: document.party,
        amountCents: cents,
        reference: 'VIR',
        allocations: [{ series: document.series, number: document.number, cents }],
      },
    ]);
  const numbersIn = async (query: string) =>
    (await ledger.rows<DocumentRow>(`/v1/documents?${query}`)).map(({ number }) => number);

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenWorkOfDocuments(ledger);
    const closed = await ledger.closeMonth(AUGUST);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
    [invoice] = (await ledger.documents(AUGUST.month, 'shop')) as [DocumentRow];
    of = { series: invoice.series, number: invoice.number };
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  test('its page is made; it is sent, and platforms say so', async () => {
    expect(await lifecycle()).toMatchObject({ state: 'rendered', open: { amount: '1200.00' } });
    on('2026-09-04');
    const sent = { ...of, on: '2026-09-03', channel: 'email', to: 'compta@shop.example' };
    await ledger.given(['record-document-sent', sent], ['record-document-sent', sent]);
    const received = status(202, 'm-2', '2026-09-03');
    await ledger.given(status(200, 'm-1', '2026-09-03'), received, received);
    expect(await lifecycle()).toMatchObject({ state: 'sent', since: '2026-09-03', platformStatus: 202 });
    expect(await refusal(...status(201, 'm-3', '2026-09-04'))).toEqual([409, 'STATUS_OUT_OF_ORDER']);
    expect(await refusal(...status(210, 'm-3', '2026-09-04'))).toEqual([422, 'REASON_MISSING']);
    expect(await refusal('record-document-sent', { ...sent, number: 'F-99' })).toEqual([
      404,
      'DOCUMENT_UNKNOWN',
    ]);
  });

  test('where a person’s document went stands sealed', async () => {
    const [ada] = (await ledger.documents(AUGUST.month, 'ada')) as [DocumentRow];
    const { series, number } = ada;
    const sent = { series, number, on: '2026-09-03', channel: 'email', to: 'ada@private.example' };
    await ledger.given(['record-document-sent', sent]);
    const [last] = (await ledger.get<Lifecycle>(`/v1/documents/${series}/${number}/lifecycle`)).rows.slice(
      -1,
    );
    const line = JSON.stringify(await ledger.get(`/v1/events?from=${last!.index}&limit=1`));
    expect(line).toContain('"person":{"keyId"');
    expect(line).not.toContain('private.example');
  });

  test('it is disputed, credited in part, and the dispute is over', async () => {
    on('2026-09-15');
    const dispute = {
      ...of,
      dispute: 'd-1',
      on: '2026-09-10',
      by: 'party',
      reasonCode: 'QUANTITY',
      text: 'A job failed.',
      amountCents: 12_000,
    };
    await ledger.given(['dispute-document', dispute]);
    expect(await stateNow()).toBe('disputed');
    await ledger.given([
      'credit-document',
      {
        ...of,
        credit: 'c-1',
        lines: [{ line: 1, netCents: 10_000 }],
        reason: 'gesture',
        text: 'A job failed.',
      },
    ]);
    credit = (await ledger.rows<DocumentRow>('/v1/documents?kind=credit-note'))[0]!;
    const settled = {
      ...of,
      dispute: 'd-1',
      on: '2026-09-15',
      outcome: 'credited',
      creditNote: credit.number,
      text: 'It had.',
    };
    expect(await refusal('settle-dispute', { ...settled, dispute: 'd-2' })).toEqual([404, 'DISPUTE_UNKNOWN']);
    await ledger.given(['settle-dispute', settled]);
    expect(await lifecycle()).toMatchObject({
      state: 'sent',
      open: { amount: '1080.00' },
      credited: { amount: '120.00' },
    });
  });

  test('a corrected invoice takes its place as paper: what is owed stays on it', async () => {
    const [werk] = (await ledger.documents(AUGUST.month, 'werk')) as [DocumentRow];
    const { series, number } = werk;
    await ledger.given(['correct-invoice', { series, number, reason: 'The order number was missing.' }]);
    const [paper] = await ledger.rows<DocumentRow>('/v1/documents?kind=corrected-invoice');
    const of384 = { series, number: paper!.number };
    const about = async (one: typeof of384) =>
      ledger.get<Lifecycle>(`/v1/documents/${one.series}/${one.number}/lifecycle`);
    expect(await about({ series, number })).toMatchObject({
      state: 'replaced',
      replacedBy: paper!.number,
      open: { amount: '400.00' },
    });
    expect(await about(of384)).toMatchObject({ paidOn: null, open: { amount: '0.00' } });
    const whole = { ...of384, credit: 'c-2', lines: null, reason: 'error', text: 'Nothing was ordered.' };
    await ledger.given(['credit-document', whole]);
    expect(await about({ series, number })).toMatchObject({ state: 'cancelled', open: { amount: '0.00' } });
  });

  test('paid in part, the receipt is due to be told by status 212', async () => {
    on('2026-09-21');
    await receive('bank-1', '2026-09-20', invoice, 40_000);
    expect(await stateNow()).toBe('paid-in-part');
    const due = () => ledger.rows<{ number: string; toReport: Money }>('/v1/reports/receipts-to-report');
    expect((await due()).map((row) => [row.number, row.toReport.amount])).toEqual([[of.number, '400.00']]);
    await ledger.given(status(212, 'm-4', '2026-09-21', { amountCents: 40_000 }));
    expect(await due()).toEqual([]);
  });

  test('past its due date it is overdue: 680.00 for 18 days at 12 %, and 40.00', async () => {
    on('2026-10-20');
    expect(await lifecycle()).toMatchObject({ state: 'overdue', since: '2026-10-02', overdueDays: 18 });
    expect(await numbersIn('state=overdue&party=shop')).toEqual([of.number]);
    expect(await ledger.rows('/v1/reports/overdue?party=shop')).toMatchObject([
      {
        party: 'shop',
        open: { amount: '680.00' },
        days1To30: { amount: '680.00' },
        interest: { amount: '4.02' },
        indemnity: { amount: '40.00' },
      },
    ]);
    expect(await ledger.rows('/v1/reports/overdue?party=ada')).toMatchObject([
      { open: { amount: '240.00' }, interest: { amount: '0.00' }, indemnity: { amount: '0.00' } },
    ]);
    expect(await ledger.rows('/v1/reports/overdue?party=shop&on=2026-12-31')).toMatchObject([
      { days61To90: { amount: '680.00' } },
    ]);
  });

  test('paid, it is overdue no more; as of the day before it still was', async () => {
    on('2026-10-22');
    const before = new Date(ledger.clock.now() - DAY_MS).toISOString();
    await receive('bank-2', '2026-10-22', invoice, 68_000);
    expect(await lifecycle()).toMatchObject({ state: 'paid', since: '2026-10-22', open: { amount: '0.00' } });
    expect(await numbersIn('state=paid&party=shop')).toEqual([of.number, credit.number]);
    expect(await numbersIn('state=overdue&party=shop')).toEqual([]);
    expect(await numbersIn(`state=overdue&party=shop&asOf=${before}`)).toEqual([of.number]);
  });

  test('flow 10 tells sales to individuals and across borders, and agrees with the books', async () => {
    const [ada] = (await ledger.documents(AUGUST.month, 'ada')) as [DocumentRow];
    const { series, number } = ada;
    await receive('bank-3', '2026-10-21', ada, 12_000);
    await receive('bank-4', '2026-10-22', ada, 12_000);
    const back = { series, number, credit: 'c-3', lines: [{ line: 1, netCents: 2_000 }] };
    const early = {
      receipt: 'bank-5',
      on: '2026-10-22',
      client: 'ada',
      amountCents: 6_000,
      reference: 'VIR',
    };
    await ledger.given(
      ['credit-document', { ...back, reason: 'gesture', text: 'A slow job.' }],
      ['record-money-received', { ...early, prepayment: { contract: 'ada-contract' } }],
    );
    const told = async (period: string) => {
      const { rows, agrees } = await ledger.get<EReport>(`/v1/reports/e-reporting?period=${period}`);
      expect(agrees).toBe(true);
      return rows.map(({ flow, day, document, net, vat }) =>
        [flow, day, document === null ? 'all' : 'one', net.amount, vat.amount].join(' '),
      );
    };
    expect(await told('2026-09')).toEqual([
      '10.1 2026-09-02 one 400.00 0.00',
      '10.1 2026-09-15 one -400.00 0.00',
      '10.3 2026-09-02 all 200.00 40.00',
    ]);
    // 120.00 each received, less 24.00 given back, and 60.00 before any work.
    expect(await told('2026-10')).toEqual([
      '10.3 2026-10-22 all -20.00 -4.00',
      '10.4 2026-10-21 all 100.00 20.00',
      '10.4 2026-10-22 all 130.00 26.00',
    ]);
    const { reconciliation, leftOut } = await ledger.get<EReport>('/v1/reports/e-reporting?period=2026-10');
    expect(leftOut).toMatchObject([{ kind: 'prepayment-invoice' }]);
    expect(reconciliation.at(-1)).toMatchObject({
      what: 'VAT that fell due, in account 44571',
      reported: { amount: '46.00' },
      books: { amount: '46.00' },
    });
  });

  test('its evidence can be checked: every hash, every line of the log; twice the same bytes', async () => {
    const path = `/v1/documents/${of.series}/${of.number}/evidence`;
    const zip = await ledger.bytes(path);
    expect(await ledger.bytes(path)).toEqual(zip);
    const { types, sealed } = await checkedEvidence(ledger, zip);
    expect(new Set(types.get('events/document.ndjson'))).toEqual(
      new Set([
        'InvoiceIssued',
        'DocumentRendered',
        'DocumentSent',
        'DocumentDisputed',
        'DisputeSettled',
        'PlatformStatusRecorded',
      ]),
    );
    expect(types.get('events/contracts-and-prices.ndjson')).toEqual([
      'ClientRegistered',
      'ContractSigned',
      'ComputePriceSet',
    ]);
    const settled = types.get('events/settlements.ndjson');
    expect(settled).toEqual(['CreditNoteApplied', 'MoneyReceived', 'MoneyReceived']);
    expect([types.get('events/periods.ndjson'), sealed]).toEqual([['PeriodClosing', 'PeriodClosed'], 1]);
    for (const kind of ['credit-note', 'prepayment-invoice', 'corrected-invoice']) {
      const [{ number }] = (await ledger.rows(`/v1/documents?kind=${kind}`)) as [DocumentRow];
      await checkedEvidence(ledger, await ledger.bytes(`/v1/documents/main/${number}/evidence`));
    }
  });

  test('the command line writes the same bundle into a file', async () => {
    const out = join(ledger.dataDir, 'F.zip');
    const said: unknown[] = [];
    const output = {
      result: (value: unknown) => said.push(value),
      progress: () => undefined,
      refused: () => undefined,
    };
    const read = readConfiguration({}, { dataDir: ledger.dataDir });
    if ('refused' in read) throw new Error(JSON.stringify(read.refused));
    const run = { configuration: read.configuration, output: output as unknown as Run['output'] };
    await evidence({ ...run, options: { document: `${of.series}/${of.number}`, out } });
    const bytes = await readFile(out);
    expect(said).toEqual([{ document: `${of.series}/${of.number}`, file: out, bytes: bytes.length }]);
    expect(new Uint8Array(bytes)).toEqual(
      await ledger.bytes(`/v1/documents/${of.series}/${of.number}/evidence`),
    );
    await expect(evidence({ ...run, options: { document: 'main', out } })).rejects.toMatchObject({
      refusals: [{ code: 'DOCUMENT_INVALID' }],
    });
  });
});
