import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const KEEPER = fileURLToPath(new URL('keeper.mjs', import.meta.url));

/**
 * A PostgreSQL server of its own on a free port of this machine, gone when this process ends in any way.
 * @returns {Promise<{url: string, pid: number, keeperPid: number, stop(): Promise<void>}>}
 */
export async function startPostgres() {
  const keeper = spawn(process.execPath, [KEEPER], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const exited = new Promise((resolve) => keeper.once('exit', resolve));
  keeper.stdin.on('error', () => undefined);
  const line = await Promise.race([
    new Promise((resolve) => createInterface(keeper.stdout).once('line', resolve)),
    exited.then(() => '{"error":"the keeper of PostgreSQL ended"}'),
  ]);
  const { url, pid, error } = JSON.parse(line);
  if (error !== undefined) throw new Error(`PostgreSQL does not start: ${error}`);
  // It must not keep this process alive: the keeper ends with it.
  keeper.unref();
  for (const pipe of [keeper.stdin, keeper.stdout]) pipe.unref?.();
  return {
    url,
    pid,
    keeperPid: keeper.pid,
    async stop() {
      keeper.ref();
      keeper.stdin.end();
      await exited;
    },
  };
}
