import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStore } from '#event-store/open';
import { SimulatedClock } from '#ports/clock/simulated';
import { v7Ids } from '#ports/ids/v7';
import { recordFirstEvents } from '../../apps/ledger/src/installation/index.js';
import { type Ledger, openLedger } from '../../apps/ledger/src/ledger.js';
import { KurrentDouble } from '../doubles/kurrentdb/double.js';
import { HOUR_MS, JANUARY, REGISTERED, januaryOf } from '../e2e/registered-world.js';
import { tableHashes } from '../engines/dump.js';
import { createTestDatabase, type TestDatabase } from '../servers/postgres/index.js';
import { heatledger, RunningCommand } from './command.js';

/** Processes start slowly on a machine that does much else. */
const STORY_MS_MAX = 120_000;
const CLOSED_AT = JANUARY.toMs + 30 * HOUR_MS;

let folder: string;
let server: KurrentDouble;
let database: TestDatabase;

const dataDirOf = (name: string): string => join(folder, name);
const open = (name: string): Promise<Ledger> =>
  openLedger({ dataDir: dataDirOf(name), port: 0, clock: new SimulatedClock(CLOSED_AT) });

async function post(url: string, path: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
}

/** What a ledger shows of itself: its log as it is exported, all tables, all documents. */
interface Shown {
  readonly events: number;
  readonly sha256: string;
  readonly tables: Readonly<Record<string, string>>;
  readonly documents: string;
}

async function shownBy(ledger: Ledger): Promise<Shown> {
  const events = await ledger.store.nextIndex();
  await ledger.projector.passed(events - 1);
  const lines = await (await fetch(`${ledger.url}/v1/events`)).text();
  const listed = await (await fetch(`${ledger.url}/v1/documents`)).json();
  const { rows } = listed as { rows: { series: string; number: string }[] };
  const documents = createHash('sha256');
  for (const { series, number } of rows)
    for (const form of ['application/json', 'application/pdf']) {
      const answer = await fetch(`${ledger.url}/v1/documents/${series}/${number}`, {
        headers: { accept: form },
      });
      documents.update(new Uint8Array(await answer.arrayBuffer()));
    }
  return {
    events,
    sha256: createHash('sha256').update(lines).digest('hex'),
    tables: await tableHashes(ledger.models),
    documents: `${rows.length} ${documents.digest('hex')}`,
  };
}

let before: Shown;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heatledger-moving-'));
  [server, database] = await Promise.all([KurrentDouble.start(), createTestDatabase()]);
  const ledger = await open('old');
  const commands = REGISTERED.map(([command, data]) => ({ command, data }));
  await post(ledger.url, '/v1/commands', { commands });
  const uploads = [...januaryOf('h-home', 'render'), ...januaryOf('h-office', 'burn')];
  await post(ledger.url, '/v1/telemetry', { uploads });
  const close = { period: JANUARY.month, issueDate: '2026-02-02' };
  await post(ledger.url, '/v1/commands/close-period', close);
  before = await shownBy(ledger);
  await ledger.close();
}, STORY_MS_MAX);
afterAll(async () => {
  await Promise.all([server.end(), database.drop(), rm(folder, { recursive: true })]);
});

const copy = (what: string, from: string, to: string) =>
  heatledger(what, '--from', from, '--to', to, '--json');
const jsonOf = (ran: { readonly out: string }): unknown => JSON.parse(ran.out);

/** The specifications of this file tell one story, in order. */
describe('a ledger moves house', () => {
  test(
    'its log goes to KurrentDB; Ctrl-C stops the copy, and the same command goes on',
    async () => {
      server.faults.slow(20, ['append']);
      const first = new RunningCommand(['copy-log', '--from', dataDirOf('old'), '--to', server.url]);
      await first.untilItSays('copying');
      first.interrupt();
      const stopped = await first.ended;
      expect([stopped.exitCode, stopped.err]).toEqual([130, expect.stringContaining('Run the same command')]);
      server.faults.heal();
      const copied = jsonOf(await copy('copy-log', dataDirOf('old'), server.url)) as { found: number };
      expect(copied).toMatchObject({ events: before.events, sha256: before.sha256, grown: 0 });
      expect(copied.found).toBeGreaterThan(0);
      expect(copied.found).toBeLessThan(before.events);
    },
    STORY_MS_MAX,
  );

  test(
    'its keys and documents go to PostgreSQL, and from there into another house, as its log does from KurrentDB',
    async () => {
      const [old, fresh] = [dataDirOf('old'), dataDirOf('new')];
      const there = await Promise.all([
        copy('copy-keys', old, database.url),
        copy('copy-documents', old, database.url),
        copy('copy-log', server.url, fresh),
      ]);
      const back = await Promise.all([
        copy('copy-keys', database.url, fresh),
        copy('copy-documents', database.url, fresh),
      ]);
      expect(there.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
      expect(jsonOf(there[2])).toMatchObject({ events: before.events, sha256: before.sha256 });
      expect(back.map(jsonOf)).toEqual(there.slice(0, 2).map(jsonOf));
    },
    STORY_MS_MAX,
  );

  test(
    'and there it is the same: log, read models made anew, documents; nothing is copied into it while it runs',
    async () => {
      const ledger = await open('new');
      try {
        expect(await shownBy(ledger)).toEqual(before);
        const late = await copy('copy-keys', dataDirOf('old'), dataDirOf('new'));
        expect([late.exitCode, late.err, jsonOf(late)]).toMatchObject([
          4,
          '',
          { refused: [{ code: 'SECOND_WRITER' }] },
        ]);
      } finally {
        await ledger.close();
      }
    },
    STORY_MS_MAX,
  );

  test(
    'but never into the house of another: nothing is written there',
    async () => {
      const store = await openEventStore({ kind: 'sqlite', path: join(dataDirOf('other'), 'log.sqlite') });
      const clock = new SimulatedClock(CLOSED_AT);
      await recordFirstEvents({ store, clock, ids: v7Ids(clock), name: 'another' });
      const events = await store.nextIndex();
      const log = await copy('copy-log', dataDirOf('other'), server.url);
      const keys = await copy('copy-keys', database.url, dataDirOf('other'));
      for (const refused of [log, keys])
        expect([refused.exitCode, jsonOf(refused)]).toMatchObject([
          3,
          { refused: [{ code: 'TARGET_FOREIGN' }] },
        ]);
      expect(await store.nextIndex()).toBe(events);
      await store.close();
    },
    STORY_MS_MAX,
  );
});
