import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { createTestDatabase } from './index.js';

const START = fileURLToPath(new URL('./start.mjs', import.meta.url));

/** As the plain scripts export them. */
interface Leftovers {
  isAlive(pid: number): boolean;
  endLeftovers(servers: string): Promise<void>;
}
const script = (name: string): Promise<unknown> => import(new URL(name, import.meta.url).href);
const { isAlive, endLeftovers } = (await script('./leftovers.mjs')) as Leftovers;
const { serversFolder } = (await script('./places.mjs')) as { serversFolder(): string };

async function gone(pid: number): Promise<boolean> {
  for (let waited = 0; isAlive(pid) && waited < 500; waited++) await pause(10);
  return !isAlive(pid);
}

/** A process that starts a server and waits for its end. */
async function startElsewhere(): Promise<{ kill(): void; pid: number; keeperPid: number }> {
  const program = `import { startPostgres } from ${JSON.stringify(pathToFileURL(START).href)};
const { pid, keeperPid } = await startPostgres();
console.log(JSON.stringify({ pid, keeperPid }));
setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('it did not start')));
  ended.catch(() => undefined);
  const [line] = await Promise.race([said, ended]);
  const pids = JSON.parse(line) as { pid: number; keeperPid: number };
  return { ...pids, kill: () => child.kill('SIGKILL') };
}

describe('the PostgreSQL server of the suite', () => {
  test('gives each spec an empty database of its own, in UTF-8 and ordered by bytes', async () => {
    const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const client = new pg.Client({ connectionString: first.url });
    await client.connect();
    await client.query('create table made (x int)');
    const { rows } = await client.query<{ encoding: string; first: string }>(
      `select current_setting('server_encoding') as encoding, min(x) as first from (values ('a'), ('B')) v(x)`,
    );
    await client.end();
    expect(rows).toEqual([{ encoding: 'UTF8', first: 'B' }]);
    expect(first.url).not.toBe(second.url);
    await Promise.all([first.drop(), second.drop()]);
  });

  test('ends with its parent, also when that is killed', async () => {
    const { pid, keeperPid, kill } = await startElsewhere();
    expect(isAlive(pid)).toBe(true);
    kill();
    expect(await gone(keeperPid)).toBe(true);
    expect(isAlive(pid)).toBe(false);
  });

  test('left over by a killed keeper it is ended before the next start', async () => {
    const { pid, keeperPid, kill } = await startElsewhere();
    process.kill(keeperPid, 'SIGKILL');
    kill();
    await gone(keeperPid);
    expect(isAlive(pid)).toBe(true);
    await endLeftovers(serversFolder());
    expect(await gone(pid)).toBe(true);
  });
});
