import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

import { openSqliteEventStore, SqliteLogReader } from '#event-store/sqlite';

import { type Acknowledged, eventOf, readAcknowledged, STREAMS, streamOf } from './acknowledged.js';

/** Kills of the writing process; `HEATLEDGER_KILLS` for more or fewer. */
const KILLS = Number(process.env['HEATLEDGER_KILLS'] ?? 45);
const SEED = Number(process.env['HEATLEDGER_KILL_SEED'] ?? Date.now() % 1_000_000);
const PROGRAM = fileURLToPath(new URL('../../dist/test/crash/writer-process.js', import.meta.url));
/** Some kills fall into opening and recovery, most into appending. */
const DELAY_MS_MAX = 120;

/** A small generator of ours: the moments can be had again from the printed seed. */
function moments(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Logs killed side by side: a core starts the program of one while the other appends. */
const LANES = 3;

/** Starts the program, kills it at the given moment, and gives what it had acknowledged. */
async function killedAfter(
  path: string,
  next: readonly number[],
  moment: { readonly delayMs: number; readonly fromStart: boolean },
): Promise<readonly Acknowledged[]> {
  const child = spawn(process.execPath, [PROGRAM, path, ...next.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const closed = once(child, 'close');
  if (!moment.fromStart) await Promise.race([once(child.stdout, 'data'), closed]);
  await new Promise((resolve) => setTimeout(resolve, moment.delayMs));
  child.kill('SIGKILL');
  await closed;
  // It must not have ended by itself.
  expect(child.signalCode).toBe('SIGKILL');
  // The last line may be cut in the middle.
  return printed.split('\n').slice(0, -1).map(readAcknowledged);
}

interface Tally {
  readonly appends: number;
  readonly events: number;
  readonly foundTaken: number;
}

/** Kills the writer of one log again and again, then checks the log. */
async function lane(path: string, kills: number, random: () => number): Promise<Tally> {
  const next = Array.from({ length: STREAMS }, () => 0);
  let appends = 0;
  let foundTaken = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const moment = { delayMs: random() * DELAY_MS_MAX, fromStart: random() < 0.2 };
    for (const one of await killedAfter(path, next, moment)) {
      expect(one.firstRevision).toBe(next[one.writer]);
      next[one.writer] = one.lastRevision + 1;
      appends += 1;
      foundTaken += one.repeated ? 1 : 0;
    }
  }
  const events = await checkedLog(path, next);
  return { appends, events, foundTaken };
}

/** Opens the log once more: nothing acknowledged is missing, nothing stands twice, SQLite finds no fault. */
async function checkedLog(path: string, acknowledged: readonly number[]): Promise<number> {
  const store = await openSqliteEventStore({ path });
  const end = await store.nextIndex();
  await store.close();
  const reader = new SqliteLogReader(path);
  const heads = readHeads(reader, end);
  heads.forEach((head, writer) => expect(head).toBeGreaterThanOrEqual(acknowledged[writer] ?? 0));
  expect(reader.integrity()).toBe('ok');
  reader.close();
  return end;
}

/** Reads the whole log: indexes without a gap, and per stream the very events sent, in order, each once. */
function readHeads(reader: SqliteLogReader, end: number): number[] {
  const heads = Array.from({ length: STREAMS }, () => 0);
  const writers = new Map(heads.map((_, writer) => [streamOf(writer), writer]));
  for (let index = 0; index < end; index += 1) {
    const [event] = reader.readAll(index, 1).events;
    const writer = writers.get(event?.stream ?? '') ?? -1;
    const revision = heads[writer] ?? -1;
    const expected = { index, stream: streamOf(writer), revision, ...eventOf(writer, revision) };
    if (!isDeepStrictEqual(event, expected)) expect(event).toEqual(expected);
    heads[writer] = revision + 1;
  }
  expect(reader.readAll(end, 1).events).toEqual([]);
  return heads;
}

test(`killed ${KILLS} times (seed ${SEED}), the writer keeps every acknowledged event, once`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heatledger-crash-'));
  const tallies = await Promise.all(
    Array.from({ length: LANES }, (_, at) => {
      const kills = Math.floor((KILLS + at) / LANES);
      return lane(join(folder, `log-${at}.db`), kills, moments(SEED + at));
    }),
  );
  await rm(folder, { recursive: true });
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  const appends = sum((tally) => tally.appends);
  const taken = sum((tally) => tally.foundTaken);
  process.stderr.write(
    `  ${KILLS} kills, seed ${SEED}: ${appends} appends acknowledged, ${sum((tally) => tally.events)} events, ` +
      `${taken} found taken when sent again\n`,
  );
  // Else the test has shown nothing.
  expect(appends).toBeGreaterThan(KILLS);
  expect(taken).toBeGreaterThan(0);
}, 300_000);
