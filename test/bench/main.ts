import { cpus, totalmem } from 'node:os';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchEInvoices } from './e-invoices.js';
import { benchEmmett } from './emmett.js';
import { benchIntake, INTAKE_MODES } from './intake.js';
import { benchKurrent, type StoreRates } from './kurrentdb.js';
import { benchLog, median } from './log.js';
import { sayPages } from './pages.js';
import { benchReplay } from './replay.js';
import { benchClosing } from './closing.js';
import { sayPartitions } from './say-partitions.js';
import { sayReplayPostgres } from './say-replay-postgres.js';
import { benchRating } from './rating.js';
import { copyMonth, filesIn, writeMonth, type LedgerFiles } from './month-log.js';
import { row, whole } from './table.js';
import { READINGS_PER_UPLOAD, SLICES_PER_UPLOAD, uploadOf } from './uploads.js';

const HELP = `npm run bench -- [options]

Measures intake over HTTP, the log, the replay into read models, and the rating and closing of a month. Prints the machine, the sizes,
medians of several rounds, and ratios against a bare limit of the same run. It judges nothing.

  --heaters N     heaters of the fleet                         (10000)
  --hours N       uploads per heater in the replay             (24)
  --rounds N      rounds of each figure, the median is printed (3)
  --months LIST   heaters of the months rated and closed       (1000,3000,10000)
  --only PART     log, intake, replay, postgres, partitions, rating, closing, documents, pages or emmett (all)
  --pages LIST    documents laid out; memory is read at each    (200,400)
                  (1000,5000,10000 shows that it stays flat, in some minutes)
  --folder DIR    where the logs are written                   (out/bench)
  --emmett DIR    a folder with @event-driven-io/emmett-sqlite installed by hand, to compare:
                  npm install --prefix DIR @event-driven-io/emmett@0.38.5 @event-driven-io/emmett-sqlite@0.38.5 sqlite3@5.1.7
`;

interface Sizes {
  readonly folder: string;
  readonly heaters: number;
  readonly hours: number;
  readonly rounds: number;
  /** Sizes of the months that are rated and closed. */
  readonly months: readonly number[];
}

const say = (line = ''): boolean => process.stdout.write(`${line}\n`);

function sayMachine(sizes: Sizes): void {
  const [cpu] = cpus();
  say(
    `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${whole(totalmem() / 2 ** 30)} GiB`,
  );
  say(
    `${whole(sizes.heaters)} heaters, ${READINGS_PER_UPLOAD} readings and ${SLICES_PER_UPLOAD} slices an upload, time-major; medians of ${sizes.rounds} rounds`,
  );
}

async function log({ folder, heaters, rounds }: Sizes): Promise<void> {
  const figures = await benchLog({ folder, heaters, rounds });
  say(`\nThe log: durable appends and bare scans of uploads of ${whole(figures.dataCharacters)} characters`);
  const rates: readonly (readonly [string, number])[] = [
    ...figures.appends.map(
      (one) => [`append, ${whole(one.perCommit)} a commit`, one.eventsPerSecond] as const,
    ),
    ['append, 256 callers sharing commits', figures.sharedCommitsEventsPerSecond],
    ['scan, rows', figures.scan.rowsPerSecond],
    ['scan and JSON.parse', figures.scan.parsedRowsPerSecond],
  ];
  row('', 'uploads/s', 'readings/s');
  for (const [name, rate] of rates) row(name, whole(rate), whole(rate * READINGS_PER_UPLOAD));
}

async function intake({ heaters, rounds }: Sizes): Promise<void> {
  say('\nIntake over HTTP, acknowledged when durable; the sender is a thread on the same processors');
  row('', 'uploads/s', 'readings/s', 'requests/s');
  for (const mode of INTAKE_MODES)
    for (const one of await benchIntake({ heaters, rounds, modes: [mode] }))
      row(one.name, whole(one.uploadsPerSecond), whole(one.readingsPerSecond), whole(one.requestsPerSecond));
}

async function replay({ folder, heaters, hours, rounds }: Sizes): Promise<void> {
  say(
    '\nReplay from the log to complete SQLite read models, against a bare scan + JSON.parse of the same log',
  );
  row('', 'readings', 'replayed/s', 'bare scan/s', 'ratio', 'to opened scan', 'peak RSS MiB');
  for (const sealed of [false, true]) {
    const one = await benchReplay({ folder, heaters, uploadsPerHeater: hours, rounds, sealed });
    row(
      sealed ? 'sealed bodies' : 'plain bodies',
      whole(one.readings),
      whole(one.readingsPerSecond),
      whole(one.scanReadingsPerSecond),
      one.ratio.toFixed(2),
      one.ratioToOpenedScan?.toFixed(2) ?? '',
      whole(one.peakRssMiB),
    );
  }
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2);
const perHeater = (ms: number, heaters: number): string => whole((ms * 1000) / heaters);

/** Months written so far: rating and closing measure the same ones. */
const written = new Map<number, LedgerFiles>();

async function monthOf(folder: string, heaters: number): Promise<LedgerFiles> {
  const known = written.get(heaters);
  if (known !== undefined) return known;
  const files = filesIn(await mkdtemp(join(folder, 'bench-month-')));
  await writeMonth(files, heaters);
  written.set(heaters, files);
  return files;
}

/** Months of each size, written and projected for the measurement; all is removed at the end. */
async function eachMonth(
  { folder, months }: Sizes,
  measure: (files: LedgerFiles, heaters: number) => Promise<void>,
): Promise<void> {
  for (const heaters of months) await measure(await monthOf(folder, heaters), heaters);
}

async function rating(sizes: Sizes): Promise<void> {
  say('\nRating a month from its cells: half of the meters HP/HC at odd minutes, some Tempo, some tiers');
  say('  (a reading each half-hour, two slices a day; the bare read parses the same rows in this thread)');
  row('', 'charges', 'seconds', 'µs a heater', 'bare read, s', 'ratio', 'facts, s');
  await eachMonth(sizes, async (files, heaters) => {
    const { charges, ms, bareMs, factsMs } = await benchRating(files, heaters, sizes.rounds);
    const ratio = (bareMs / ms).toFixed(2);
    const figures = [whole(charges), seconds(ms), perHeater(ms, heaters), seconds(bareMs), ratio];
    row(`${whole(heaters)} heaters, ${whole(heaters / 10)} contracts`, ...figures, seconds(factsMs));
  });
}

async function closing(sizes: Sizes): Promise<void> {
  say('\nClosing a month: check, cut, sealing, documents as events, proofs');
  row('', 'documents', 'events', 'seconds', 'µs a heater');
  await eachMonth(sizes, async (files, heaters) => {
    const all = [];
    for (let round = 0; round < sizes.rounds; round++) {
      const copy = await copyMonth(files, `${files.folder}-${round}`);
      all.push(await benchClosing(copy, heaters));
      await rm(copy.folder, { recursive: true, force: true });
    }
    const [{ documents, events }] = all as [(typeof all)[number]];
    const ms = median(all.map((one) => one.ms));
    const figures = [whole(documents), whole(events), seconds(ms), perHeater(ms, heaters)];
    row(`${whole(heaters)} heaters, ${whole(heaters / 10)} contracts`, ...figures);
    const steps = [...all[0]!.steps].map(([step, stepMs]) => `${step} ${seconds(stepMs)} s`);
    say(`    first round: ${steps.join(', ')}`);
  });
}

function documents({ rounds }: Sizes): void {
  say('\nE-invoices drawn on one thread, against JSON.stringify of the same documents');
  row('', 'documents/s', 'to JSON');
  for (const { lines, ciiPerSecond, ublPerSecond, jsonPerSecond } of benchEInvoices(rounds)) {
    const ratio = (rate: number): string => (rate / jsonPerSecond).toFixed(2);
    row(`CII, ${lines} lines`, whole(ciiPerSecond), ratio(ciiPerSecond));
    row(`UBL, ${lines} lines`, whole(ublPerSecond), ratio(ublPerSecond));
  }
}

async function kurrentdb({ folder, rounds }: Sizes): Promise<void> {
  say(
    '\nThe log on KurrentDB, through the client: uploads against SQLite, and calls against bare unary calls',
  );
  const serverUrl = process.env.TEST_EVENTSTORE_URL;
  const { unary, sqlite, double, server } = await benchKurrent({ folder, rounds, serverUrl });
  const print = (name: string, rates: StoreRates): void => {
    row(name, 'uploads/s', 'to SQLite', 'to unary calls');
    const ratio = (one: number, other: number): string => (one / other).toFixed(2);
    const lines: readonly (readonly [string, keyof StoreRates, number | null])[] = [
      ['append, 1 a call', 'oneByOne', unary.oneByOne],
      ['append, 100 streams at once', 'hundredStreams', unary.hundredAtOnce],
      ['append, 100 of a stream at once', 'hundredEvents', null],
      ['replay, readAll from the beginning', 'replay', null],
    ];
    for (const [what, key, bare] of lines)
      row(
        what,
        whole(rates[key]),
        ratio(rates[key], sqlite[key]),
        bare === null ? '' : ratio(rates[key], bare),
      );
  };
  print('the double, a process of its own', double);
  if (server === null) say('  no real server: give TEST_EVENTSTORE_URL to measure one');
  else print('the server at TEST_EVENTSTORE_URL', server);
}

async function emmett(packageFolder: string | undefined): Promise<void> {
  say('\nThe same uploads through @event-driven-io/emmett-sqlite');
  const { head, signature, body } = uploadOf(0, 0, null);
  const figures =
    packageFolder === undefined ? null : await benchEmmett(packageFolder, { head, signature, body });
  if (figures === null) {
    say('  not installed: see --help for --emmett');
    return;
  }
  row(`emmett-sqlite ${figures.version}`, 'uploads/s', 'readings/s');
  const rates: readonly (readonly [string, number])[] = [
    ['append, 1 an append', figures.appendOnePerSecond],
    ['append, 100 an append', figures.appendHundredPerSecond],
    ['consumer, from the beginning', figures.consumePerSecond],
  ];
  for (const [name, rate] of rates) row(name, whole(rate), whole(rate * READINGS_PER_UPLOAD));
}

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    heaters: { type: 'string', default: '10000' },
    hours: { type: 'string', default: '24' },
    rounds: { type: 'string', default: '3' },
    months: { type: 'string', default: '1000,3000,10000' },
    only: { type: 'string' },
    pages: { type: 'string', default: '200,400' },
    folder: { type: 'string', default: 'out/bench' },
    emmett: { type: 'string' },
  },
});

if (values.help) say(HELP);
else {
  const sizes: Sizes = {
    folder: values.folder,
    heaters: Number(values.heaters),
    hours: Number(values.hours),
    rounds: Number(values.rounds),
    months: values.months.split(',').map(Number),
  };
  const parts: Record<string, () => Promise<void>> = {
    log: () => log(sizes),
    intake: () => intake(sizes),
    replay: () => replay(sizes),
    postgres: () => sayReplayPostgres(sizes, say),
    partitions: () => sayPartitions(sizes, say),
    rating: () => rating(sizes),
    closing: () => closing(sizes),
    documents: () => Promise.resolve(documents(sizes)),
    pages: () => sayPages(values.pages.split(',').map(Number), say),
    kurrentdb: () => kurrentdb(sizes),
    emmett: () => emmett(values.emmett),
  };
  const chosen = values.only === undefined ? Object.keys(parts) : [values.only];
  const unknown = chosen.filter((part) => parts[part] === undefined);
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.\n`,
    );
    process.exitCode = 2;
  } else {
    await mkdir(sizes.folder, { recursive: true });
    sayMachine(sizes);
    for (const part of chosen) await parts[part]?.();
    await rm(sizes.folder, { recursive: true, force: true });
  }
}
