import {
  AUGUST,
  HOUR_MS,
  LedgerOfATest,
  PATIENCE_MS,
  SEPTEMBER,
  type DocumentRow,
  type Money,
} from './ledger-of-a-test.js';
import { handedOver } from './books-handed-over.js';
import { givenCompany } from './world-of-a-test.js';
import { givenPartiesOfMoney, givenWorkOfMoney } from './world-of-money.js';

const { fromMs, month } = AUGUST;
const TODAY = '2026-09-02';

interface Row {
  readonly account: string;
  readonly balance: Money;
}
interface Statement {
  readonly rows: readonly { readonly piece: string; readonly balance: Money }[];
  readonly openDocuments: readonly {
    readonly number: string;
    readonly open: Money;
    readonly owedBy: string;
  }[];
  readonly prepaid: Money;
}

/**
 * Domain case 11 and billing case 14: a client of 1 000.00 net that is also an owner of 200.00 net, and a client that
 * prepaid 12.50 and used 20.00 net. VAT on receipts; the fiscal year ends in August.
 */
describe('money', () => {
  let ledger: LedgerOfATest;
  let big: DocumentRow;
  let statement: DocumentRow;

  const balances = async (query = ''): Promise<Record<string, string>> => {
    const { rows, balanced } = await ledger.get<{ rows: readonly Row[]; balanced: boolean }>(
      `/v1/reports/trial-balance${query}`,
    );
    expect(balanced).toBe(true);
    return Object.fromEntries(rows.map(({ account, balance }) => [account, balance.amount]));
  };
  const refusal = async (command: string, data: object) => {
    const { status, body } = await ledger.post(`/v1/commands/${command}`, data);
    return [status, (body as { code: string }).code];
  };
  const receipt = (id: string, client: string, amountCents: number, changes: object = {}) => ({
    receipt: id,
    on: TODAY,
    client,
    amountCents,
    reference: 'VIR',
    ...changes,
  });
  const settles = ({ series, number }: DocumentRow, cents: number) => ({ series, number, cents });

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    await givenPartiesOfMoney(ledger);
    await givenWorkOfMoney(ledger);
    const prepaid = receipt('bank-0', 'early', 1250, {
      on: '2026-08-20',
      prepayment: { contract: 'early-contract' },
    });
    ledger.clock.setTo(Math.max(ledger.clock.now(), fromMs + 22 * 24 * HOUR_MS));
    await ledger.given(['record-money-received', prepaid]);
    const closed = await ledger.closeMonth(AUGUST);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
    [big] = (await ledger.documents(month, 'big')) as [DocumentRow];
    [statement] = (await ledger.documents(month, 'immo')) as [DocumentRow];
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  test('prepaid 12.50: an invoice of type 386 with 2.08 VAT; the next one deducts it, 11.50 are due', async () => {
    const documents = await ledger.rows<DocumentRow>('/v1/documents?party=early');
    expect(
      documents.map(({ kind, net, vat, gross }) => [kind, net.amount, vat.amount, gross.amount]),
    ).toEqual([
      ['prepayment-invoice', '10.42', '2.08', '12.50'],
      ['invoice', '20.00', '4.00', '24.00'],
    ]);
    const { series, number } = documents[1]!;
    const invoice = await ledger.get<object>(`/v1/documents/${series}/${number}`);
    expect(invoice).toMatchObject({
      prepaid: [{ number: documents[0]!.number, grossCents: 1250, vatCents: 208 }],
    });
    const { openDocuments, prepaid } = await ledger.get<Statement>('/v1/reports/accounts/early');
    expect(openDocuments).toMatchObject([{ number, open: { amount: '11.50' }, owedBy: 'party' }]);
    expect(prepaid.amount).toBe('0.00');
    const files = await ledger.get<{ prepaid: unknown; due: unknown }>(
      `/v1/documents/${series}/${number}/file?format=json`,
    );
    expect(files).toMatchObject({ due: { amount: '11.50' }, prepaid: [{ gross: { amount: '12.50' } }] });
  });

  test('the month’s last day shows the month’s turnover, although its documents are dated later', async () => {
    expect(await balances('?to=2026-08-31')).toMatchObject({
      '706': '-1020.00',
      '4181': '1224.00',
      '44587': '-204.00',
      '4081': '-240.00',
      '44571': '-2.08',
    });
    expect(await balances('?from=2026-09-01')).toMatchObject({
      '706': '-1020.00',
      '4181': '0.00',
      '4081': '0.00',
    });
  });

  test('set-off in cash leaves 960.00; turnover is 1 000.00, and no document is netted', async () => {
    expect([big.gross.amount, statement.gross.amount]).toEqual(['1200.00', '240.00']);
    const setOff = {
      setOff: 'set-off-1',
      on: TODAY,
      client: 'big',
      owner: 'immo',
      receivables: [settles(big, 24_000)],
      payables: [settles(statement, 24_000)],
      agreement: 'framework agreement',
    };
    expect(await refusal('set-off', { ...setOff, owner: 'landlord' })).toEqual([
      409,
      'SET_OFF_PARTIES_DIFFER',
    ]);
    await ledger.given(['set-off', setOff]);
    const { openDocuments } = await ledger.get<Statement>('/v1/reports/accounts/big');
    expect(openDocuments.map(({ open }) => open.amount)).toEqual(['960.00']);
    expect(await balances()).toMatchObject({ '706': '-1020.00', '401': '0.00', '44574': '-161.92' });
  });

  test('money received in parts moves VAT in proportion; more than is open is refused', async () => {
    const first = receipt('bank-1', 'big', 40_001, { allocations: [settles(big, 40_001)] });
    await ledger.given(['record-money-received', first], ['record-money-received', first]);
    expect(await refusal('record-money-received', { ...first, amountCents: 5 })).toEqual([
      409,
      'RECEIPT_ID_TAKEN',
    ]);
    const more = receipt('bank-2', 'big', 96_000, { allocations: [settles(big, 96_000)] });
    expect(await refusal('record-money-received', more)).toEqual([409, 'ALLOCATION_EXCEEDS_OPEN']);
    expect((await balances())['44571']).toBe('-108.75');
    await ledger.given([
      'record-money-received',
      { ...more, amountCents: 56_000, allocations: [settles(big, 55_999)] },
    ]);
    expect(await balances()).toMatchObject({ '44571': '-202.08', '44574': '-1.92', '471': '-0.01' });
    const vat = await ledger.rows<{ period: string; due: Money }>('/v1/reports/vat');
    expect(vat.map(({ period, due }) => [period, due.amount])).toEqual([
      ['2026-08', '2.08'],
      ['2026-09', '200.00'],
    ]);
    const book = await ledger.rows<{ balance: Money }>(
      '/v1/reports/general-ledger?account=44574&from=2026-09-01',
    );
    expect(book.at(-1)!.balance.amount).toBe('-1.92');
  });

  test('an amount beyond any sum of money is refused, and the books go on answering', async () => {
    const absurd = receipt('bank-absurd', 'big', 2 ** 53 - 1);
    expect(await refusal('record-money-received', absurd)).toEqual([422, 'AMOUNT_ABSURD']);
    expect(Object.keys(await balances())).not.toHaveLength(0);
  });

  test.each([
    ['trial-balance?to=2026-02-31', 'to'],
    ['trial-balance?from=2026-02-30', 'from'],
    ['trial-balance?from=2026-09-02&to=2026-09-01', 'to'],
    ['general-ledger?account=411&from=2026-09-02&to=2026-09-01', 'to'],
    ['accounts/big?from=2026-09-02&to=2026-09-01', 'to'],
    ['vat?from=2026-09&to=2026-08', 'to'],
  ])('%s is no span of days: refused', async (path, field) => {
    await expect(ledger.get(`/v1/reports/${path}`)).rejects.toThrow(
      new RegExp(`: 400 .*"FIELD_INVALID","field":"${field}"`),
    );
  });

  test('no two series come to the same numbers', async () => {
    const series = (kind: string, prefix: string) => ({ kind, series: 'second', prefix, first: 1 });
    await ledger.given(['open-series', series('invoices', '2026-')]);
    expect(await refusal('open-series', series('repayments', '2026-'))).toEqual([409, 'PREFIX_TAKEN']);
    expect(await refusal('open-series', series('repayments', 'F-1'))).toEqual([409, 'PREFIX_TAKEN']);
    await ledger.given(['open-series', series('repayments', 'R2026-')]);
  });

  test('a client is paid nothing that does not stand open for it, and no money comes before its invoice', async () => {
    const paid = { payment: 'pay-0', on: TODAY, party: { kind: 'client', id: 'early' }, amountCents: 1250 };
    expect(await refusal('record-money-paid', { ...paid, reference: 'SEPA' })).toEqual([
      409,
      'NOTHING_TO_PAY_BACK',
    ]);
    const soon = receipt('bank-soon', 'early', 1, { on: '2026-09-01' });
    const [, invoice] = await ledger.rows<DocumentRow>('/v1/documents?party=early');
    expect(await refusal('record-money-received', { ...soon, allocations: [settles(invoice!, 1)] })).toEqual([
      409,
      'DATE_BEFORE_DOCUMENT',
    ]);
  });

  test('a locked year takes nothing more', async () => {
    const year = { from: '2025-09-01', to: '2026-08-31', reason: 'general meeting' };
    expect(await refusal('lock-fiscal-year', { ...year, to: '2026-07-31' })).toEqual([
      409,
      'NOT_A_FISCAL_YEAR',
    ]);
    await ledger.given(['lock-fiscal-year', year]);
    const late = receipt('bank-3', 'early', 100, { on: '2026-08-31' });
    expect(await refusal('record-money-received', late)).toEqual([409, 'YEAR_LOCKED']);
    await ledger.given(['record-money-received', { ...late, on: TODAY }]);
  });

  test('a credit note on an invoice that is paid takes its VAT from 44571; it is paid out', async () => {
    const dear = { priceList: 'dear', from: '2026-01-01', unit: 'core-hour', eurPerUnit: '4.50' };
    await ledger.given(['correct-compute-price', { ...dear, reason: 'misprinted' }]);
    for (const heater of ['worker', 'warmer'])
      await ledger.told(heater, 1, { readings: [[SEPTEMBER.toMs + HOUR_MS, 200_000, 0]] });
    const closed = await ledger.closeMonth(SEPTEMBER);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
    const [credit] = await ledger.documents(SEPTEMBER.month, 'big');
    expect([credit!.kind, credit!.net.amount, credit!.vat.amount]).toEqual([
      'credit-note',
      '100.00',
      '20.00',
    ]);
    expect(await balances()).toMatchObject({ '44571': '-182.08', '44574': '-1.92', '411': '-108.50' });
    const { openDocuments } = await ledger.get<Statement>('/v1/reports/accounts/big');
    expect(openDocuments).toMatchObject([
      { number: credit!.number, open: { amount: '120.00' }, owedBy: 'company' },
    ]);
    const paid = {
      payment: 'pay-1',
      on: '2026-10-02',
      party: { kind: 'client', id: 'big' },
      reference: 'SEPA',
    };
    const allocations = [settles(credit!, 12_000)];
    await ledger.given(['record-money-paid', { ...paid, amountCents: 12_000, allocations }]);
    expect(await balances()).toMatchObject({ '411': '11.50', '44571': '-182.08', '44574': '-1.92' });
  });

  test('a running balance runs on over pages', async () => {
    const path = '/v1/reports/general-ledger?account=411';
    const whole = await ledger.rows<{ balance: Money }>(path);
    const pages: { balance: Money }[] = [];
    for (let after = ''; ;) {
      const page = await ledger.get<{ rows: { balance: Money }[]; next: string | null }>(
        `${path}&limit=2${after}`,
      );
      pages.push(...page.rows);
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(whole.length).toBeGreaterThan(5);
    expect(pages).toEqual(whole);
  });

  test('every movement has its settlement, and the books stand balanced at every index', async () => {
    const rows = await ledger.rows<{ kind: string; amount: Money }>('/v1/reports/settlements');
    expect(rows.map(({ kind, amount }) => `${kind} ${amount.amount}`)).toEqual([
      'set-off 240.00',
      'set-off 240.00',
      'received 400.01',
      'received 559.99',
      'credited 0.00',
      'credited 0.00',
      'paid 120.00',
    ]);
    const entries = await ledger.rows<{ index: number }>('/v1/entries?limit=1000');
    for (const index of new Set(entries.map((entry) => entry.index))) await balances(`?atIndex=${index}`);
  });

  handedOver(() => ledger);
});
