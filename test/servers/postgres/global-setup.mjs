import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './start.mjs';

/**
 * Specs ask for a server over a socket: the first one that does starts it, so a run without any pays nothing.
 * With TEST_DATABASE_URL the tests use that server instead.
 */
export default function prepareServer() {
  if (process.env.TEST_DATABASE_URL) return;
  const folder = mkdtempSync(join(tmpdir(), 'ask-postgres-'));
  const path = join(folder, 'socket');
  let starting = null;
  const asked = createServer((socket) => {
    socket.on('error', () => undefined);
    starting ??= startPostgres();
    starting.then(
      ({ url }) => socket.end(JSON.stringify({ url })),
      (error) => socket.end(JSON.stringify({ error: error.message })),
    );
  });
  asked.listen(path);
  asked.unref();
  process.env.TEST_POSTGRES_SOCKET = path;
  globalThis.endTestPostgres = async () => {
    asked.close();
    rmSync(folder, { recursive: true, force: true });
    const server = await starting?.catch(() => null);
    await server?.stop();
  };
}
