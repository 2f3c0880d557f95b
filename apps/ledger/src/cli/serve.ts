import { printable } from '../configuration/index.js';
import { createLogger } from '../http/logging.js';
import { type Ledger, openLedger } from '../ledger.js';
import type { Run } from './command.js';
import { findRunning } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { openingFault } from './opening-fault.js';

/** Resolves with the first signal to end. A second one ends at once. */
export function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (asked) process.exit(EXIT.interrupted);
      asked = true;
      resolve(signal);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

/** Beyond the time of running requests: for what was accepted to be written, and for servers to answer (ms). */
const CLOSING_MS_MAX = 15_000;

/** Keeps a ledger running until a signal, then closes it; what hangs is left behind, for what is recorded is safe. */
export async function serveUntilSignal(ledger: Ledger): Promise<void> {
  const signal = await untilSignal();
  const { logger, configuration } = ledger;
  logger.info({ signal }, 'closing');
  const deadline = setTimeout(() => {
    logger.error('closing took too long: what still runs is left behind');
    process.exit(EXIT.failed);
  }, configuration.shutdownMsMax + CLOSING_MS_MAX);
  deadline.unref();
  await ledger.close();
}

export async function serve({ configuration, output }: Run): Promise<void> {
  const running = await findRunning(configuration.dataDir);
  if (running !== null)
    throw new CommandEnded(EXIT.unreachable, [
      {
        code: 'ALREADY_RUNNING',
        field: 'dataDir',
        remedy: `A ledger (process ${running.pid}) serves ${configuration.dataDir} at ${running.url}.`,
      },
    ]);
  const logger = createLogger(configuration);
  logger.info({ configuration: printable(configuration) }, 'starting');
  const ledger = await openLedger({ ...configuration, logger }).catch((fault: unknown) => {
    throw openingFault(fault, configuration);
  });
  logger.info({ url: ledger.url, installation: ledger.installation }, 'listening');
  output.result(
    { url: ledger.url, installation: ledger.installation, pid: process.pid },
    `heatledger answers at ${ledger.url} (API: ${ledger.url}/docs). End with Ctrl-C.`,
  );
  await serveUntilSignal(ledger);
}
