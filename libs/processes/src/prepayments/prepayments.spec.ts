import type { EventStore } from '#event-store';
import { SimulatedClock } from '#ports/clock/simulated';
import { closePeriod, modelReads } from '#processes/closing';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { givenAugust } from '../../../../test/samples/closable-month.js';
import { at } from '../../../../test/samples/heated-block.js';
import { prepaid, recordSettlement } from '../../../../test/samples/money-received.js';
import { issuePrepayments } from './issue-prepayments.js';

let ledger: ProjectedLedger;
const clock = new SimulatedClock(at('2026-09-02'));

const depsOf = (store: EventStore = ledger.log) => {
  const reads = modelReads(ledger.models, ledger.log);
  return {
    store,
    models: ledger.models,
    reads,
    factsBefore: (index: number) => reads.factsBefore(index),
    waitUntilProjected: () => ledger.project(),
    clock,
    keys: ledger.keys,
  };
};
const invoice = async (store?: EventStore): Promise<number> => {
  await ledger.project();
  return issuePrepayments(depsOf(store));
};
const issued = async () =>
  (await ledger.models.selectFrom('document').selectAll().orderBy('idx').execute()).map(
    ({ number, kind, issue_date, net_cents, vat_cents, gross_cents, prepaid_cents }) =>
      `${number} ${kind} ${issue_date} ${net_cents}+${vat_cents}=${gross_cents}, prepaid ${prepaid_cents}`,
  );

/** The store is killed at an append to the series, before it or after it was durable. */
const killedIn = (stream: string, when: 'before' | 'after'): EventStore =>
  Object.assign(Object.create(ledger.log) as EventStore, {
    append: async (requests: Parameters<EventStore['append']>[0]) => {
      const isIt = requests.some((request) => request.stream === stream && request.expectedRevision >= 0);
      if (isIt && when === 'before') throw new Error('killed');
      const outcomes = await ledger.log.append(requests);
      if (isIt) throw new Error('killed');
      return outcomes;
    },
  });

beforeEach(async () => {
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
  await recordSettlement(ledger.log, prepaid('bank-1', '2026-08-20'));
});
afterEach(() => ledger.close());

test('a prepayment has one invoice of type 386, dated the day the money came; its VAT was posted with the money', async () => {
  expect([await invoice(), await invoice()]).toEqual([1, 0]);
  expect(await issued()).toEqual(['F-1 prepayment-invoice 2026-08-20 1042+208=1250, prepaid 0']);
  const postings = await ledger.models
    .selectFrom('posting')
    .select(['account', 'debit_cents', 'credit_cents'])
    .where('piece', 'in', ['F-1', 'bank-1'])
    .orderBy('line')
    .execute();
  expect(postings).toEqual([
    { account: '512', debit_cents: 1250, credit_cents: 0 },
    { account: '4191', debit_cents: 0, credit_cents: 1042 },
    { account: '44571', debit_cents: 0, credit_cents: 208 },
  ]);
});

test('an invoice that its series dates later leaves the VAT on the day the money came', async () => {
  await invoice();
  await recordSettlement(ledger.log, prepaid('bank-0', '2026-07-31'));
  await invoice();
  expect(await issued()).toContain('F-2 prepayment-invoice 2026-08-20 1042+208=1250, prepaid 0');
  const due = await ledger.models
    .selectFrom('posting')
    .select(['date', 'credit_cents'])
    .where('account', '=', '44571')
    .orderBy('date')
    .execute();
  expect(due).toEqual([
    { date: '2026-07-31', credit_cents: 208 },
    { date: '2026-08-20', credit_cents: 208 },
  ]);
});

test.each(['before', 'after'] as const)(
  'killed %s its invoice was written, the next time ends with one',
  async (when) => {
    await expect(invoice(killedIn('invoices-main', when))).rejects.toThrow('killed');
    await invoice();
    await invoice();
    expect(await issued()).toEqual(['F-1 prepayment-invoice 2026-08-20 1042+208=1250, prepaid 0']);
  },
);

test('two at once issue one', async () => {
  await ledger.project();
  await Promise.all([issuePrepayments(depsOf()), issuePrepayments(depsOf())]);
  await ledger.project();
  expect(await issued()).toHaveLength(1);
});

test('the next invoice deducts it, up to what it comes to; the rest waits for the one after', async () => {
  await invoice();
  const closed = await closePeriod(depsOf(), {
    period: '2026-08',
    issueDate: '2026-09-02',
    actor: 'person:finance',
    commandId: 'close',
  });
  expect(closed.status).toBe('closed');
  expect((await issued()).filter((text) => text.startsWith('F'))).toEqual([
    'F-1 prepayment-invoice 2026-08-20 1042+208=1250, prepaid 0',
    'F-2 invoice 2026-09-02 40+8=48, prepaid 48',
  ]);
  expect(await depsOf().reads.prepaymentsBefore(Number.MAX_SAFE_INTEGER)).toEqual([
    { client: 'lab', number: 'F-1', issueDate: '2026-08-20', leftGrossCents: 1202, leftVatCents: 200 },
  ]);
});
