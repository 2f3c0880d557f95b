import type { EventStore } from '#event-store';
import { SimulatedClock } from '#ports/clock/simulated';
import { closePeriod, modelReads } from '#processes/closing';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { givenAugust, known } from '../../../../test/samples/closable-month.js';
import { at, corrected } from '../../../../test/samples/heated-block.js';
import { applyCreditNotes } from './apply-credit-notes.js';

let ledger: ProjectedLedger;
const clock = new SimulatedClock(at('2026-10-02'));

async function close(period: string, issueDate: string): Promise<void> {
  const outcome = await closePeriod(
    {
      store: ledger.log,
      reads: modelReads(ledger.models, ledger.log),
      waitUntilProjected: () => ledger.project(),
      clock,
      keys: ledger.keys,
    },
    { period, issueDate, actor: 'person:finance', commandId: `close-${period}` },
  );
  expect(outcome.status).toBe('closed');
}
async function apply(store: EventStore = ledger.log): Promise<number> {
  await ledger.project();
  const { models } = ledger;
  const facts = async () => modelReads(models, ledger.log).factsBefore(await ledger.log.nextIndex());
  return applyCreditNotes({ store, models, clock, facts });
}

/** September corrects August downward: a correction of 4.00 cites the statement of 20.01. */
beforeEach(async () => {
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
  await close('2026-08', '2026-09-02');
  await ledger.given(
    corrected('h1', at('2026-08-01'), at('2026-09-01'), 80_000),
    ...['h1', 'h2', 'h3'].flatMap((heater) => known(heater, '2026-09', '2026-10', 10_000)),
  );
  await close('2026-09', '2026-10-02');
});
afterEach(() => ledger.close());

const settlements = async () => {
  await ledger.project();
  const rows = await ledger.models
    .selectFrom('settlement')
    .selectAll()
    .orderBy('idx')
    .orderBy('ord')
    .execute();
  return rows.map(({ kind, subject, number, cents }) => `${kind} by ${subject}: ${number} ${cents}`);
};

test('a correction lowers what is owed on the statement that it cites, once', async () => {
  expect([await apply(), await apply()]).toEqual([1, 0]);
  const [number] = (
    await ledger.models
      .selectFrom('document')
      .select('number')
      .where('kind', '=', 'repayment-correction')
      .execute()
  ).map((row) => row.number);
  expect(await settlements()).toEqual([
    `credited by ${number}: ${number} 400`,
    `credited by ${number}: R-1 400`,
  ]);
});

test('two at once, or one that does not know how it ended, say it once', async () => {
  const unsure = Object.assign(Object.create(ledger.log) as EventStore, {
    append: async (requests: Parameters<EventStore['append']>[0]) => {
      await ledger.log.append(requests);
      throw new Error('killed');
    },
  });
  await expect(apply(unsure)).rejects.toThrow('killed');
  await Promise.all([apply(), apply()]);
  expect(await settlements()).toHaveLength(2);
});
