import { NO_STREAM } from '#event-store';
import { SimulatedClock } from '#ports/clock/simulated';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { givenAugust, known } from '../../../../test/samples/closable-month.js';
import { at } from '../../../../test/samples/heated-block.js';
import { closePeriod } from './close-period.js';
import { modelReads } from './model-reads.js';

let ledger: ProjectedLedger;
const clock = new SimulatedClock(at('2026-10-02'));

const close = (period: string, issueDate: string) =>
  closePeriod(
    {
      store: ledger.log,
      reads: modelReads(ledger.models, ledger.log),
      waitUntilProjected: () => ledger.project(),
      clock,
      keys: ledger.keys,
    },
    { period, issueDate, actor: 'person:finance', commandId: `close-${period}` },
  );
/** Debit − credit per account up to a day, in cents. */
async function balances(to: string): Promise<Record<string, number>> {
  const rows = await ledger.models
    .selectFrom('posting')
    .select(['account', 'debit_cents', 'credit_cents'])
    .where('date', '<=', to)
    .execute();
  const sums: Record<string, number> = {};
  for (const { account, debit_cents, credit_cents } of rows)
    sums[account] = (sums[account] ?? 0) + debit_cents - credit_cents;
  return sums;
}

beforeEach(async () => {
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
});
afterEach(() => ledger.close());

test('the last day of a month holds what its documents will say, also one that is set aside', async () => {
  await close('2026-08', '2026-09-02');
  // Invoice 0.40 + 0.08; owner 20.01, resident 24.01; self-billed 16.68 + 3.34 waits for its mandate.
  expect(await balances('2026-08-31')).toEqual({
    4181: 48,
    706: -40,
    44587: -8,
    6061: 2001 + 2401 + 1668,
    44586: 334,
    4081: -(2001 + 2002),
    4686: -2401,
  });
});

test('the next day takes it back, and the documents follow; what waits is accrued again a month later', async () => {
  await close('2026-08', '2026-09-02');
  expect(await balances('2026-09-02')).toMatchObject({
    4181: 0,
    4081: 0,
    4686: 0,
    44586: 0,
    44587: 0,
    706: -40,
  });
  await ledger.given(...['h1', 'h2', 'h3'].flatMap((heater) => known(heater, '2026-09', '2026-10', 0)));
  await close('2026-09', '2026-10-02');
  expect(await balances('2026-09-30')).toMatchObject({ 4081: -2002, 44586: 334, 6061: 2001 + 2401 + 1668 });
  expect(await balances('2026-10-01')).toMatchObject({ 4081: 0, 44586: 0, 6061: 2001 + 2401 });
});

test('a close that an earlier version began, without accruals, goes on as it began', async () => {
  await close('2026-08', '2026-09-02');
  const stream = 'period-2026-08';
  const whole = await ledger.log.readStream(stream, 0, 100);
  const begun = whole.slice(0, whole.findIndex(({ type }) => type === 'DocumentSetAside') + 1);
  await ledger.close();
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
  const events = begun.filter(({ type }) => type !== 'AccrualsPosted');
  await ledger.log.append([{ stream, expectedRevision: NO_STREAM, events }]);
  expect(await close('2026-08', '2026-09-02')).toMatchObject({ status: 'closed', documents: 3 });
  const types = (await ledger.log.readStream(stream, 0, 100)).map(({ type }) => type);
  expect(types).not.toContain('AccrualsPosted');
  expect(types.at(-1)).toBe('PeriodClosed');
});
