import { startProjector } from '#read-models/open';
import { placesOf } from '../places.js';
import type { Run } from './command.js';
import { findRunning } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { openingFault } from './opening-fault.js';
import { untilSignal } from './serve.js';

const TOLD_MS = 1_000;

/**
 * Follows the log in this process. Files have one projector, the running ledger's; on a database this one takes the
 * partitions that nobody projects.
 */
export async function project({ configuration, output, options }: Run): Promise<void> {
  const { dataDir, databaseUrl, partitions } = configuration;
  const running = databaseUrl === '' ? await findRunning(dataDir) : null;
  if (running !== null)
    throw new CommandEnded(EXIT.unreachable, [
      {
        code: 'ALREADY_RUNNING',
        field: 'dataDir',
        remedy: `The ledger at ${running.url} (process ${running.pid}) projects ${dataDir} itself.`,
      },
    ]);
  const { log, keys, models } = placesOf(configuration);
  const projector = await startProjector({ log, keys, models, partitions }).catch((fault: unknown) => {
    throw openingFault(fault, configuration);
  });
  const telling = setInterval(() => {
    output.progress(`${projector.status().nextIndex} events projected`);
  }, TOLD_MS);
  try {
    if (options['rebuild'] === true) await projector.rebuild();
    else await untilSignal();
    const status = projector.status();
    output.result(status, `${status.nextIndex} events projected`);
  } finally {
    clearInterval(telling);
    await projector.close();
  }
}
