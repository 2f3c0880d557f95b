import { ComputingBench } from '../cases/computing-bench.js';
import { clientOf, contractOf, priceList } from '../cases/contracts-of-a-case.js';
import { inParis } from '../cases/months.js';
import { DecidedDocuments } from './decided-documents.js';
import { LedgerOfATest, PATIENCE_MS, type Money } from './ledger-of-a-test.js';
import { givenCompany } from './world-of-a-test.js';

const [FIRST, SECOND, THIRD] = ['2026-01', '2026-02', '2026-03'];
/** Price of one core-hour, and so the amount of each line, per client. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  four: ['68.33', '68.33', '57.50', '85.00'],
  ten: Array.from({ length: 10 }, () => '0.13'),
  two: ['68.33', '68.33'],
  kind: ['100'],
  moved: ['100'],
  paper: ['100'],
  gone: ['100'],
  half: ['100'],
  full: ['100'],
};
const ADJUSTED = ['kind', 'moved', 'paper'];
const contractAt = (client: string, line: number): string => `${client}-${line}`;

describe('decisions about documents that were issued', () => {
  let ledger: LedgerOfATest;
  let told: DecidedDocuments;
  const invoices = new Map<string, string>();

  const of = (client: string) => ({ series: 'main', number: invoices.get(client)! });
  const credit = (client: string, id: string, lines: readonly (readonly [number, number])[] | null) => ({
    credit: id,
    ...of(client),
    lines: lines?.map(([line, netCents]) => ({ line, netCents })) ?? null,
    reason: 'gesture',
    text: 'Two days without an answer',
  });
  beforeAll(async () => {
    ledger = await LedgerOfATest.open(inParis('2026-01-01') + 60_000);
    await givenCompany(ledger);
    const bench = await ComputingBench.install(ledger, 'bench', 1, inParis('2026-01-01'));
    told = new DecidedDocuments(ledger, bench);
    for (const [client, prices] of Object.entries(LINES)) {
      for (const [line, price] of prices.entries())
        await ledger.given(priceList(`list-${contractAt(client, line)}`, price));
      await ledger.given(
        clientOf(client),
        ...prices.map((_, line) =>
          contractOf(client, contractAt(client, line), `list-${contractAt(client, line)}`),
        ),
      );
    }
    const work = Object.entries(LINES).flatMap(([client, prices]) =>
      prices.map((_, line) => [contractAt(client, line), 1] as const),
    );
    await bench.works('2026-01-10', ...work);
    await told.close(FIRST);
    for (const client of Object.keys(LINES))
      invoices.set(client, (await ledger.documents(FIRST, client))[0]!.number);
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  test('case 9: each line credited by itself; the last takes the VAT that is left', async () => {
    for (const [line, net] of [6833, 6833, 5750, 8500].entries())
      await told.done('credit-document', credit('four', `four-${line}`, [[line + 1, net]]));
    expect((await told.rows('four', 'credit-note')).map(({ gross }) => gross.amount)).toEqual([
      '82.00',
      '82.00',
      '69.00',
      '101.99',
    ]);
    expect(await told.open('four')).toEqual([]);
  });

  test('case 9b: the VAT of ten small credits is that of the invoice', async () => {
    for (let line = 1; line <= 10; line++)
      await told.done('credit-document', credit('ten', `ten-${line}`, [[line, 13]]));
    expect((await told.rows('ten', 'credit-note')).map(({ vat }) => vat.amount)).toEqual([
      ...Array.from({ length: 8 }, () => '0.03'),
      '0.02',
      '0.00',
    ]);
  });

  test('case 10: the second of two equal lines bears a cent less; then nothing is left', async () => {
    await told.done('credit-document', credit('two', 'two-1', [[1, 6833]]));
    expect(await told.refusal('credit-document', credit('two', 'two-more', [[1, 1]]))).toEqual([
      409,
      'CREDIT_EXCEEDS_LINE',
    ]);
    await told.done('credit-document', credit('two', 'two-2', null));
    expect((await told.rows('two', 'credit-note')).map(({ gross }) => gross.amount)).toEqual([
      '82.00',
      '81.99',
    ]);
    expect(await told.refusal('credit-document', credit('two', 'two-3', null))).toEqual([
      409,
      'NOTHING_LEFT_TO_CREDIT',
    ]);
  });

  test('a gesture is made once: the same id says the same, or is refused', async () => {
    const gesture = credit('kind', 'kind-1', [[1, 7000]]);
    const first = await told.send('credit-document', gesture, 'command-kind-1');
    const again = await told.send('credit-document', gesture, 'command-kind-1');
    const twice = await told.send('credit-document', gesture);
    expect([again.body.events, twice.body.events]).toEqual([first.body.events, first.body.events]);
    expect(await told.refusal('credit-document', credit('kind', 'kind-1', [[1, 6999]]))).toEqual([
      409,
      'CREDIT_ID_TAKEN',
    ]);
    const reused = await told.send('credit-document', credit('kind', 'kind-2', [[1, 1]]), 'command-kind-1');
    expect([reused.status, reused.body.code]).toEqual([422, 'COMMAND_ID_REUSED']);
    expect(await told.issued('kind', 'credit-note')).toMatchObject({
      typeCode: '381',
      cites: [{ number: invoices.get('kind') }],
      grossCents: 8400,
    });
    expect(await told.open('kind')).toEqual([`${invoices.get('kind')} 36.00 by party`]);
  });

  test.each([
    ['a document that there is not', { number: 'F-999' }, [404, 'DOCUMENT_UNKNOWN']],
    ['a line that there is not', { lines: [{ line: 2, netCents: 1 }] }, [404, 'LINE_UNKNOWN']],
    [
      'a line twice',
      {
        lines: [
          { line: 1, netCents: 1 },
          { line: 1, netCents: 1 },
        ],
      },
      [422, 'LINE_TWICE'],
    ],
    ['an amount of nothing', { lines: [{ line: 1, netCents: 0 }] }, [400, 'FIELD_INVALID']],
    ['more than there is', { lines: [{ line: 1, netCents: 10_001 }] }, [409, 'CREDIT_EXCEEDS_LINE']],
  ])('credit of %s is refused', async (_what, changes, expected) => {
    expect(await told.refusal('credit-document', { ...credit('gone', 'bad', null), ...changes })).toEqual(
      expected,
    );
  });

  const pay = (client: string, cents: number, number = invoices.get(client)!) =>
    told.done('record-money-received', {
      receipt: `of-${client}`,
      on: '2026-02-02',
      client,
      amountCents: cents,
      reference: 'VIR',
      allocations: [{ series: 'main', number, cents }],
    });

  test('cancelled and reissued: two numbers in one moment, the new one with the name of today; what was paid pays it', async () => {
    await pay('moved', 12_000);
    await told.done('register-client', {
      ...clientOf('moved')[1],
      identity: { name: 'Moved & Sons', address: '5 rue des Essais', email: null },
    });
    const { '44571': vatDue } = await told.balances();
    const cancel = { ...of('moved'), reissue: true, reason: 'billed under the former name' };
    const { body } = await told.send('cancel-document', cancel);
    const [first, second] = body.events.map(({ revision }) => revision);
    expect(second).toBe(first! + 1);
    expect((await told.send('cancel-document', cancel)).body.events).toEqual(body.events);
    expect(await told.refusal('cancel-document', { ...cancel, reissue: false })).toEqual([
      409,
      'DOCUMENT_CANCELLED',
    ]);
    const anew = await told.issued('moved', 'invoice');
    expect(anew).toMatchObject({ grossCents: 12_000, buyer: { identity: { name: 'Moved & Sons' } } });
    expect(await told.open('moved')).toEqual([]);
    expect((await told.balances())['44571']).toBe(vatDue);
    const cii = await told.file(anew.number, 'cii');
    expect(cii).toContain('<ram:TotalPrepaidAmount>120.00</ram:TotalPrepaidAmount>');
    expect(cii).toContain('<ram:DuePayableAmount>0.00</ram:DuePayableAmount>');
    const page = await told.page(anew.number);
    expect(page).toMatch(/Already paid −€120.00 Left to pay €0.00 Replaces invoice no. /);
    expect(page).toContain(`no. ${invoices.get('moved')} of 2 February 2026, cancelled by credit note no. `);
    expect(page).not.toMatch(/IBAN|Payment due/);
  });

  test.each([
    ['half', 6_000, 'S1', '60.00'],
    ['full', 12_000, 'S2', '0.00'],
  ])('a corrected invoice of a %s paid one asks for the rest alone', async (client, cents, process, due) => {
    await pay(client, cents);
    await told.done('correct-invoice', { ...of(client), reason: 'the order number was missing' });
    const { number } = await told.issued(client, 'corrected-invoice');
    const cii = await told.file(number, 'cii');
    expect(cii).toContain(`<ram:DuePayableAmount>${due}</ram:DuePayableAmount>`);
    expect(cii).toContain(`<ram:ID>${process}</ram:ID>`);
    expect(await told.page(number)).toContain(`Left to pay €${due}`);
  });

  test('a credited invoice has no corrected one: its figures would not be what is owed', async () => {
    const correct = { ...of('kind'), reason: 'the order number was missing' };
    expect(await told.refusal('correct-invoice', correct)).toEqual([409, 'INVOICE_CREDITED']);
  });

  test('a corrected invoice replaces the paper: nothing is owed twice, and money that names it settles the original', async () => {
    const { '706': turnover } = await told.balances();
    const correct = { ...of('paper'), reason: 'the order number was missing' };
    await told.done('correct-invoice', correct);
    const corrected = await told.issued('paper', 'corrected-invoice');
    expect(corrected).toMatchObject({
      typeCode: '384',
      cites: [{ number: invoices.get('paper') }],
      grossCents: 12_000,
      entry: { postings: [] },
    });
    const again = await told.send('correct-invoice', correct);
    expect([again.status, again.body.code]).toEqual([409, 'INVOICE_REPLACED']);
    expect(again.body.detail).toContain(corrected.number);
    expect((await told.balances())['706']).toBe(turnover);
    expect(await told.open('paper')).toEqual([`${invoices.get('paper')} 120.00 by party`]);
    await pay('paper', 2_000, corrected.number);
    expect(await told.open('paper')).toEqual([`${invoices.get('paper')} 100.00 by party`]);
    const summary = await ledger.get<{ billed: readonly { client: string; gross: Money }[] }>(
      `/v1/summary?period=${SECOND}`,
    );
    expect(summary.billed.map(({ client }) => client)).not.toContain('paper');
  });

  test('cancelled without reissue: nothing is owed, and no later close bills it again', async () => {
    await told.done('cancel-document', { ...of('gone'), reissue: false, reason: 'ordered by mistake' });
    expect(await told.open('gone')).toEqual([]);
  });

  test('a prepayment that is never used is credited and paid back; its VAT with it', async () => {
    const before = await told.balances();
    await told.done('record-money-received', {
      receipt: 'bank-4',
      on: '2026-02-02',
      client: 'gone',
      amountCents: 12_000,
      prepayment: { contract: contractAt('gone', 0) },
      reference: 'VIR',
    });
    const { number } = await told.issued('gone', 'prepayment-invoice');
    await told.done('credit-document', { ...credit('gone', 'returned', null), number, reason: 'returned' });
    const note = await told.issued('gone', 'credit-note');
    expect(note).toMatchObject({ grossCents: 12_000, vatCents: 2_000, cites: [{ number }] });
    expect((await told.account('gone')).prepaid.amount).toBe('0.00');
    expect(await told.open('gone')).toEqual([`${note.number} 120.00 by company`]);
    await told.done('record-money-paid', {
      payment: 'pay-1',
      on: '2026-02-02',
      party: { kind: 'client', id: 'gone' },
      amountCents: 12_000,
      allocations: [{ series: 'main', number: note.number, cents: 12_000 }],
      reference: 'SEPA',
    });
    const after = await told.balances();
    for (const name of ['411', '512', '44571', '44574', '706'])
      expect([name, after[name]]).toEqual([name, before[name]]);
    expect(after['4191'] ?? '0.00').toBe('0.00');
  });

  test('the next close bills nothing again; what changed since is credited as far as the papers hold it', async () => {
    await told.close(SECOND);
    for (const client of Object.keys(LINES))
      expect(await told.rows(client, 'invoice')).toHaveLength(client === 'moved' ? 2 : 1);
    for (const client of ADJUSTED)
      await ledger.given([
        'correct-compute-price',
        {
          priceList: `list-${contractAt(client, 0)}`,
          from: '2026-01-01',
          unit: 'core-hour',
          eurPerUnit: '60',
          reason: 'misprinted',
        },
      ]);
    await told.close(THIRD);
    const kind = await told.issued('kind', 'credit-note');
    expect([kind.cites[0]!.number, kind.lines.map((line) => line.amountCents)]).toEqual([
      invoices.get('kind'),
      [3000],
    ]);
    const moved = await told.issued('moved', 'credit-note');
    const anew = await told.issued('moved', 'invoice');
    expect([moved.cites[0]!.number, moved.lines[0]!.amountCents]).toEqual([anew.number, 4000]);
    const paper = await told.issued('paper', 'credit-note');
    const corrected = await told.issued('paper', 'corrected-invoice');
    expect([paper.cites[0]!.number, paper.lines[0]!.amountCents]).toEqual([corrected.number, 4000]);
    expect(await told.open('paper')).toEqual([`${invoices.get('paper')} 52.00 by party`]);
    await told.balances();
  });

  test.each([
    ['moved', 'invoice', '380'],
    ['moved', 'credit-note', '381'],
    ['paper', 'corrected-invoice', '384'],
    ['gone', 'credit-note', '381'],
  ])('%s: %s has its files, an e-invoice of type %s among them', async (client, kind, typeCode) => {
    const { number } = await told.issued(client, kind);
    expect(await told.file(number, 'json')).toContain(`"number": "${number}"`);
    expect(await told.file(number, 'cii')).toContain(`<ram:TypeCode>${typeCode}</ram:TypeCode>`);
  });
});
