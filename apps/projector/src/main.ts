import { pino, type Logger } from 'pino';
import type { Refusal } from '#domain/decision';
import type { Projector } from '#read-models';
import { HOLDER, openLog, startProjector, type OpenLog } from '#read-models/open';
import { belongs } from './belonging.js';
import { closedWithin, endingSignal, untilEnded } from './ending.js';
import { serveHealth } from './health.js';
import { placesOf, type Places } from './places.js';
import { refusalOf } from './refusal-of.js';
import { readSettings, type Settings } from './settings.js';
import { Teller } from './teller.js';
import { HELP } from './variables.js';

const EXIT = { failed: 1, usage: 2, refused: 3, interrupted: 130 } as const;

const sayRefused = (refusals: readonly Refusal[]): void => {
  for (const { code, field, remedy } of refusals)
    console.error(`refused  ${code}${field === '' ? '' : ` (${field})`}\n         ${remedy}`);
};

/** Projects until the signal; with `--rebuild` until the read models are made anew. */
async function project(settings: Settings, logger: Logger, ending: AbortSignal): Promise<void> {
  const places = placesOf(settings);
  const log = await openLog(places.log, ending);
  if (log === null) return;
  try {
    const { models } = places;
    if (models.kind === 'postgres' && !(await belongs(log, models.url, ending))) return;
    const here = models.kind === 'sqlite' || !settings.rebuild;
    const projector = await startProjector({ ...places, partitions: settings.partitions, here });
    await withProjector({ settings, places, logger, projector, log, ending });
  } finally {
    await log.close();
  }
}

interface Running {
  readonly settings: Settings;
  readonly places: Places;
  readonly logger: Logger;
  readonly projector: Projector;
  readonly log: OpenLog;
  readonly ending: AbortSignal;
}

async function withProjector({ settings, logger, projector, log, ending }: Running): Promise<void> {
  const teller = new Teller(logger, projector, HOLDER);
  const { host, projectorPort, readyLagEventsMax } = settings;
  const status = () => projector.status();
  const sources = { status, logNextIndex: () => log.nextIndex(), holder: HOLDER, readyLagEventsMax };
  const health = projectorPort === 0 ? null : await serveHealth(sources, { host, port: projectorPort });
  try {
    await Promise.race([settings.rebuild ? projector.rebuild() : untilEnded(ending), untilEnded(ending)]);
  } finally {
    if (settings.rebuild && ending.aborted) process.exitCode = EXIT.interrupted;
    logger.info({ signal: ending.aborted ? String(ending.reason) : null }, 'closing');
    teller.end();
    await health?.close();
    if (!(await closedWithin(settings.shutdownMsMax, projector.close()))) {
      logger.error('what is folded could not be written in time; it is folded again at the next start');
      process.exit(EXIT.failed);
    }
  }
}

async function main(): Promise<void> {
  const read = readSettings(process.argv.slice(2), process.env);
  if ('refused' in read) {
    sayRefused(read.refused);
    process.exitCode = EXIT.usage;
    return;
  }
  if (read.settings.help) {
    console.log(HELP);
    return;
  }
  const logger = pino({ level: read.settings.logLevel });
  try {
    await project(read.settings, logger, endingSignal());
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) logger.fatal({ err: error }, 'the projector ended');
    else sayRefused([refusal]);
    process.exitCode = refusal === null ? EXIT.failed : EXIT.refused;
  }
}

await main();
