import { resolve } from 'node:path';
import { startProjector } from '#read-models/sqlite';
import { pathsIn } from '../data-folder.js';
import type { Run } from './command.js';
import { findRunning } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { untilSignal } from './serve.js';

const TOLD_MS = 1_000;

/** Follows the log in this process; a running ledger does so in a thread of its own. */
export async function project({ configuration, output, options }: Run): Promise<void> {
  const running = await findRunning(configuration.dataDir);
  if (running !== null)
    throw new CommandEnded(EXIT.unreachable, [
      {
        code: 'ALREADY_RUNNING',
        field: 'dataDir',
        remedy: `The ledger at ${running.url} (process ${running.pid}) projects ${configuration.dataDir} itself.`,
      },
    ]);
  const { dataDir } = configuration;
  const paths = pathsIn(resolve(dataDir));
  const projector = await startProjector({ logPath: paths.log, dir: paths.models, keysPath: paths.keys });
  const telling = setInterval(() => {
    void Promise.resolve(projector.status()).then(({ nextIndex }) =>
      output.progress(`${nextIndex} events projected`),
    );
  }, TOLD_MS);
  try {
    if (options['rebuild'] === true) await projector.rebuild();
    else await untilSignal();
    const status = await projector.status();
    output.result(status, `${status.nextIndex} events projected`);
  } finally {
    clearInterval(telling);
    await projector.close();
  }
}
