import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { postgresBinaries } from './binaries.mjs';
import { prepareData } from './data-folder.mjs';
import { endLeftovers, endServer, keeperFile, SERVER_FOLDER } from './leftovers.mjs';
import { serversFolder, serverUser } from './places.mjs';

/**
 * Starts a PostgreSQL server, says where it is in one line of JSON (`{url, pid}` or `{error}`), and ends it with its
 * files as soon as standard input closes: also when the parent is killed, for the system closes its end then.
 */
const READY_MS_MAX = 30_000;
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  max_connections: '200',
  autovacuum_naptime: '10min',
  jit: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

const user = serverUser() ?? {};
let folder = null;
let server = null;
let ending = false;

async function end() {
  if (ending) return;
  ending = true;
  if (server?.exitCode === null) {
    server.kill('SIGQUIT');
    await new Promise((resolve) => server.once('exit', resolve));
  }
  if (folder) await endServer(folder);
  process.exit(0);
}
process.stdin.on('close', end).on('error', end).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

function makeFolder() {
  const made = mkdtempSync(join(serversFolder(), SERVER_FOLDER));
  writeFileSync(keeperFile(made), `${process.pid}\n`);
  chmodSync(made, 0o755);
  return made;
}

const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

async function isReady(data) {
  while (server.exitCode === null) {
    try {
      // Line 8 of this file is the server's state.
      if (readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[7]?.startsWith('ready')) return true;
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    await pause(10);
  }
  return false;
}

async function start() {
  const bin = postgresBinaries();
  await endLeftovers(serversFolder());
  folder = makeFolder();
  const data = join(folder, 'data');
  const password = await prepareData(bin, data);
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const log = openSync(join(folder, 'log'), 'w', 0o644);
  server = spawn(join(bin, 'postgres'), ['-D', data, ...settings], {
    ...user,
    cwd: '/',
    env: environment,
    stdio: ['ignore', log, log],
  });
  const late = setTimeout(() => server.kill('SIGQUIT'), READY_MS_MAX);
  if (!(await isReady(data))) throw new Error(readFileSync(join(folder, 'log'), 'utf8').slice(-2000));
  clearTimeout(late);
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, pid: server.pid };
}

const said = await start().catch((error) => ({ error: `${error.message}\n${error.stderr ?? ''}`.trim() }));
process.stdout.write(`${JSON.stringify(said)}\n`);
if (said.error !== undefined) await end();
