import { openDatabase } from '#postgres';
import { SimulatedClock } from '#ports/clock/simulated';
import { closePeriod, modelReads } from '#processes/closing';
import { applyCreditNotes } from '#processes/settlements';
import { TABLE_NAMES, type Partition } from '#read-models';
import { PostgresModelVersions, openPostgresReadModels } from '#read-models/postgres';
import { runProjection, storeSource } from '#read-models/projection';
import { ProjectedLedger } from '../doubles/projected-ledger.js';
import { dumpRows } from '../engines/dump.js';
import { givenAugust, known, read, unsigned } from '../samples/closable-month.js';
import { POINT_A, at, commissioned, corrected, estimated, installed } from '../samples/heated-block.js';
import { createTestDatabase } from '../servers/postgres/index.js';

const HOUR_MS = 3_600_000;
const clock = new SimulatedClock(at('2026-09-02'));

async function close(ledger: ProjectedLedger, period: string, issueDate: string): Promise<void> {
  clock.setTo(at(issueDate));
  const deps = {
    store: ledger.log,
    reads: modelReads(ledger.models, ledger.log),
    waitUntilProjected: () => ledger.project(),
    clock,
    keys: ledger.keys,
  };
  const order = { period, issueDate, actor: 'person:finance', commandId: `close-${period}` };
  expect(await closePeriod(deps, order)).toMatchObject({ status: 'closed' });
}

/** Two closed months: readings that came late, a register that fell, a correction, and credit notes applied. */
async function closeTwoMonths(ledger: ProjectedLedger): Promise<void> {
  const [from, silent, to] = [at('2026-08-01'), at('2026-08-30', 720), at('2026-09-01')];
  await givenAugust(ledger);
  await ledger.given(
    commissioned('h4'),
    ...unsigned('h4'),
    installed('h4', POINT_A, 'a1', from),
    read('h4', 0, [from, 0], [silent, 0]),
    estimated('h4', silent, to, 24_000),
  );
  await close(ledger, '2026-08', '2026-09-02');
  await ledger.given(
    read('h4', 1, [silent + HOUR_MS, 0], [at('2026-10-01'), 5_000]),
    corrected('h1', from, to, 80_000),
    ...['h1', 'h2', 'h3'].flatMap((heater) => known(heater, '2026-09', '2026-10', 10_000)),
  );
  await close(ledger, '2026-09', '2026-10-02');
  const { models, log } = ledger;
  const facts = async () => modelReads(models, log).factsBefore(await log.nextIndex());
  await applyCreditNotes({ store: log, models, clock, facts });
  await ledger.given(read('h4', 2, [at('2026-10-02'), 2_000]));
  await ledger.project();
}

const lines = async (rows: AsyncIterable<string>): Promise<string[]> => {
  const all: string[] = [];
  for await (const row of rows) all.push(row);
  return all;
};
const tables = TABLE_NAMES.filter((name) => name !== 'checkpoint');

describe('a log projected into PostgreSQL', () => {
  let ledger: ProjectedLedger;
  let rows: readonly string[];
  beforeAll(async () => {
    ledger = await ProjectedLedger.open();
    await closeTwoMonths(ledger);
    rows = await lines(dumpRows(ledger.models, tables));
  });
  afterAll(() => ledger.close());

  const projectedIn = async (of: number, rebuildEvents: number): Promise<string[]> => {
    const test = await createTestDatabase();
    const versions = new PostgresModelVersions(await openDatabase(test.url));
    const models = await openPostgresReadModels({ url: test.url });
    const version = await versions.create(of);
    const project = async (partition: Partition): Promise<void> => {
      const store = await versions.open(version, partition, 'fast');
      const { signal } = new AbortController();
      const [log, { keys }] = [storeSource(ledger.log), ledger];
      await runProjection({ store, log, keys, signal, partition, rebuildEvents, onCaughtUp: () => false });
      await store.settle();
      await store.close();
    };
    try {
      await Promise.all(Array.from({ length: of }, (_, number) => project({ number, of })));
      await versions.switchTo(version);
      return await lines(dumpRows(models.db, tables));
    } finally {
      await models.close();
      await versions.close();
      await test.drop();
    }
  };

  test.each([
    ['at once', 1, 10_000],
    ['in small commits', 1, 7],
    ['in three partitions', 3, 20],
  ])('%s gives the rows of SQLite, byte for byte', async (_how, partitions, rebuildEvents) => {
    const found = new Set(rows.map((row) => row.split(' ')[0]));
    expect([...found]).toEqual(
      expect.arrayContaining([
        'fact',
        'cell',
        'work',
        'touched',
        'sealed_heater',
        'billed_days',
        'posting',
        'proof',
        'settlement',
        'held',
        'document',
      ]),
    );
    expect(await projectedIn(partitions, rebuildEvents)).toEqual(rows);
  });
});
