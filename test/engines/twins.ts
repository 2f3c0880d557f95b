import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openReadModels } from '#read-models/open';
import type { ModelsAddress } from '#read-models';
import { SETUP_AT_MS } from '../../apps/ledger/src/demo/model/month.js';
import { runDemo } from '../../apps/ledger/src/demo/index.js';
import type { WorldSize } from '../../apps/ledger/src/demo/world/world.js';
import { Child } from './child.js';
import { contentOf } from './content-of.js';
import { tableHashes } from './dump.js';
import { Fleet } from './fleet.js';
import { demoUnderFire } from './under-fire.js';

export interface TwinsOptions {
  /** An empty folder. */
  readonly folder: string;
  readonly eventStoreUrl: string;
  /** An empty database. */
  readonly databaseUrl: string;
  readonly size?: WorldSize;
  readonly everyTurns: number;
  readonly killsMax: number;
  readonly say: (text: string) => void;
}

/** What must be equal, side by side. */
export interface Twins {
  readonly kills: number;
  readonly failures: readonly string[];
  readonly exitCodes: Readonly<Record<string, number | null>>;
  /** Summary and documents by path, as SHA-256 of `contentOf`: of the fleet, and of a demo in one process on its own files. */
  readonly files: readonly [Readonly<Record<string, string>>, Readonly<Record<string, string>>];
  /** Tables in PostgreSQL, and in SQLite from the same log, copied. */
  readonly tables: readonly [Readonly<Record<string, string>>, Readonly<Record<string, string>>];
}

const SEED = 'heatledger';
const PROGRAM = 'apps/ledger/src/main.js';

/** The demo twice: embedded, and by two ledgers and two projectors of which one after the other is killed. */
export async function playTwins(options: TwinsOptions): Promise<Twins> {
  const { folder, eventStoreUrl, databaseUrl, size, everyTurns, killsMax, say } = options;
  const [fired, embedded, copied] = ['fired', 'embedded', 'copied'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const terminal = { write: () => true };
  const sized = size === undefined ? {} : { size };
  say('the demo in one process');
  await runDemo({ once: true, out: embedded, seed: SEED, json: true, port: 0, ...sized, stdout: terminal });
  const startMs = SETUP_AT_MS;
  say('two ledgers and two projectors');
  const fleet = await Fleet.start({
    folder: join(folder, 'fleet'),
    eventStoreUrl,
    databaseUrl,
    seed: SEED,
    startMs,
  });
  const played = await demoUnderFire({
    fleet,
    out: fired,
    seed: SEED,
    ...sized,
    everyTurns,
    killsMax,
    say,
  }).finally(async () => say(JSON.stringify(await fleet.end())));
  say('copying the log');
  await run('copy-log', ['--from', eventStoreUrl, '--to', copied]);
  await run('copy-keys', ['--from', databaseUrl, '--to', copied]);
  await run('project', ['--rebuild', '--data-dir', copied]);
  return {
    kills: played.kills,
    failures: played.failures,
    exitCodes: await fleet.end(),
    files: [await filesIn(fired), await filesIn(embedded)],
    tables: [
      await tablesAt({ kind: 'postgres', url: databaseUrl }),
      await tablesAt({ kind: 'sqlite', dir: join(copied, 'read-models') }),
    ],
  };
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const child = await Child.start(command, PROGRAM, [command, ...args], {}, { tellsUrl: false });
  const code = await child.ended();
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`);
}

async function filesIn(out: string): Promise<Record<string, string>> {
  const names = (await readdir(join(out, 'documents'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const hashes = [join(out, 'summary.json'), ...names.sort()].map(async (path) => {
    const hash = createHash('sha256')
      .update(contentOf(path, await readFile(path)))
      .digest('hex');
    return [path.slice(out.length), hash] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

async function tablesAt(address: ModelsAddress): Promise<Readonly<Record<string, string>>> {
  const models = await openReadModels(address);
  try {
    return await tableHashes(models.db);
  } finally {
    await models.close();
  }
}
