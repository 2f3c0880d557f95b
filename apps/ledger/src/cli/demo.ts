import { createServer } from 'node:net';
import type { Run } from './command.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { serveUntilSignal } from './serve.js';

/** The port asked for, or a free one where nobody asked and the default is taken. */
function portFor({ configuration, options }: Run): Promise<number> {
  if (options['port'] !== undefined) return Promise.resolve(configuration.port);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(configuration.port, configuration.host, () =>
      probe.close(() => resolve(configuration.port)),
    );
  });
}

const textOf = (value: string | boolean | undefined, fallback: string): string =>
  typeof value === 'string' ? value : fallback;

export async function demo(run: Run): Promise<void> {
  const { runDemo } = await import('../demo/index.js');
  const { options } = run;
  const { ledger, failures } = await runDemo({
    once: options['once'] === true,
    jobs: typeof options['jobs'] === 'string' ? options['jobs'] : undefined,
    out: textOf(options['out'], 'out/demo'),
    seed: textOf(options['seed'], 'heatledger'),
    json: options['json'] === true,
    port: await portFor(run),
  });
  if (ledger !== null) await serveUntilSignal(ledger);
  if (failures.length > 0)
    throw new CommandEnded(EXIT.failed, [
      { code: 'DEMO_CHECK_FAILED', field: '', remedy: `${failures.length} checks failed; they stand above.` },
    ]);
}
