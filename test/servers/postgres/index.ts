import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server that runs until it is stopped or this process ends in any way. */
export interface RunningPostgres {
  /** Address of its first database, with a user who may make others. */
  readonly url: string;
  readonly pid: number;
  readonly keeperPid: number;
  stop(): Promise<void>;
}

export interface TestDatabase {
  readonly url: string;
  /** Ends the connections to it, and it. */
  drop(): Promise<void>;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const START = join(here.replace('/dist/test/', '/test/'), 'start.mjs');

/** Starts a server for a program outside the suite, such as a benchmark. */
export async function startPostgres(): Promise<RunningPostgres> {
  const module = (await import(pathToFileURL(START).href)) as {
    startPostgres(): Promise<RunningPostgres>;
  };
  return module.startPostgres();
}

/** Asks the run's main process, which starts the server at the first asking. */
function askFor(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    connect(path)
      .setEncoding('utf8')
      .on('data', (text: string) => (answer += text))
      .once('error', reject)
      .once('end', () => {
        const { url, error } = JSON.parse(answer) as { url?: string; error?: string };
        if (url === undefined) reject(new Error(error));
        else resolve(url);
      });
  });
}

let server: Promise<string> | null = null;

/** Address of the suite's server: TEST_DATABASE_URL, or one started for this run. */
export function testServerUrl(): Promise<string> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return Promise.resolve(given);
  const socket = process.env.TEST_POSTGRES_SOCKET;
  if (!socket) return Promise.reject(new Error('No TEST_DATABASE_URL, and not run by jest'));
  return (server ??= askFor(socket));
}

async function atServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/**
 * An empty database of its own, in UTF-8 and ordered by bytes.
 * @param serverUrl another server than the suite's, whose user may make databases
 */
export async function createTestDatabase(serverUrl?: string): Promise<TestDatabase> {
  const at = serverUrl ?? (await testServerUrl());
  const name = `heatledger_test_${randomBytes(6).toString('hex')}`;
  await atServer(
    at,
    `create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
  );
  const url = new URL(at);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => atServer(at, `drop database if exists ${name} with (force)`) };
}
