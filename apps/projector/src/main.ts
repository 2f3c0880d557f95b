import { pino, type Logger } from 'pino';
import type { ProjectorStatus } from '#read-models';
import { Follower } from '#read-models/sqlite';
import { HELP, readSettings, type Settings } from './settings.js';

const TOLD_MS = 5_000;
const EXIT = { failed: 1, usage: 2 } as const;

/** Says where it is, now and then, and at once when it stops or goes on. */
class Teller {
  private last: ProjectorStatus | null = null;
  private toldIndex = -1;
  private readonly timer = setInterval(() => this.progress(), TOLD_MS);

  constructor(private readonly logger: Logger) {
    this.timer.unref();
  }

  hear(status: ProjectorStatus): void {
    const before = this.last;
    this.last = status;
    if (status.failed !== null && before?.failed?.message !== status.failed.message)
      this.logger.error({ ...status.failed }, 'the projection stopped; it is tried again from time to time');
    if (status.failed === null && (before?.failed ?? null) !== null)
      this.logger.info('the projection goes on');
    if (status.version !== before?.version)
      this.logger.info({ version: status.version }, 'read models opened');
  }

  private progress(): void {
    const nextIndex = this.last?.rebuilding?.nextIndex ?? this.last?.nextIndex ?? 0;
    if (nextIndex === this.toldIndex) return;
    this.toldIndex = nextIndex;
    this.logger.info({ nextIndex }, this.last?.rebuilding ? 'rebuilding' : 'projecting');
  }
}

const untilSignal = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });

async function project(settings: Settings, logger: Logger): Promise<void> {
  const teller = new Teller(logger);
  const follower = new Follower(
    {
      log: { kind: 'sqlite', path: settings.logPath },
      keys: { kind: 'file', path: settings.keysPath },
      dir: settings.dir,
    },
    (status) => teller.hear(status),
  );
  await follower.start();
  try {
    if (settings.rebuild) await follower.rebuild();
    else logger.info({ signal: await untilSignal() }, 'closing');
  } finally {
    await follower.close();
  }
}

async function main(): Promise<void> {
  let settings: Settings;
  try {
    settings = readSettings(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    process.exitCode = EXIT.usage;
    return;
  }
  if (settings.help) {
    console.log(HELP);
    return;
  }
  const logger = pino({ level: settings.logLevel });
  try {
    await project(settings, logger);
  } catch (error) {
    logger.fatal({ err: error }, 'the projector ended');
    process.exitCode = EXIT.failed;
  }
}

await main();
