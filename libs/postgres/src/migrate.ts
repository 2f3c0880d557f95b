import type { ClientBase } from 'pg';
import { DatabaseError } from './errors.js';
import { MIGRATIONS } from './migrations.js';

/** Names the lock under which one process at a time changes the schema ("heat", "schm"). */
const LOCK = '1751474548, 1935894637';

/** Steps done; -1 where nothing of ours is there yet. */
async function stepsDone(client: ClientBase): Promise<number> {
  // Asked of a catalogue table: a name looked up by to_regclass may be answered from before the lock was had.
  const there = await client.query(
    `select from pg_catalog.pg_tables where schemaname = 'heatledger' and tablename = 'migration'`,
  );
  if (there.rowCount === 0) return -1;
  const { rows } = await client.query<{ steps: number }>(
    'select coalesce(max(step), 0) as steps from heatledger.migration',
  );
  return rows[0]!.steps;
}

function refuseNewer(steps: number, shown: string): void {
  if (steps <= MIGRATIONS.length) return;
  throw new DatabaseError(
    'DATABASE_NEWER',
    `${shown} was written by a newer version of this program ` +
      `(step ${steps} of its schema; this one knows ${MIGRATIONS.length}): start that version or a newer one`,
  );
}

/**
 * Brings the schema `heatledger` up to date; of several processes that start at once, one does it and the others wait.
 * @throws DatabaseError DATABASE_NEWER; nothing is written then
 */
export async function migrateDatabase(client: ClientBase, shown: string): Promise<void> {
  const before = await stepsDone(client);
  refuseNewer(before, shown);
  if (before === MIGRATIONS.length) return;
  await client.query('begin');
  try {
    // The work of another start, or a large table, may take longer than a statement may.
    await client.query(`set local statement_timeout = 0; set local lock_timeout = 0`);
    await client.query(`select pg_advisory_xact_lock(${LOCK})`);
    const done = await stepsDone(client);
    refuseNewer(done, shown);
    if (done < 0) await client.query(FIRST);
    for (let step = Math.max(done, 0) + 1; step <= MIGRATIONS.length; step++) {
      await client.query(MIGRATIONS[step - 1]!);
      await client.query('insert into heatledger.migration (step) values ($1)', [step]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

const FIRST = `
  create schema if not exists heatledger;
  create table heatledger.migration (step integer primary key, done_at timestamptz not null default now())
`;
