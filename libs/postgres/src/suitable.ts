import type { ClientBase } from 'pg';
import { DatabaseError } from './errors.js';

/** First version with everything used here; the oldest that is maintained. */
const SERVER_MAJOR_MIN = 14;

interface Answer {
  readonly version: number;
  readonly encoding: string;
  readonly standby: boolean;
}

/** @throws DatabaseError DATABASE_UNSUITABLE */
export async function checkSuitable(client: ClientBase, shown: string): Promise<void> {
  const { rows } = await client.query<Answer>(
    `select current_setting('server_version_num')::int as version,
            current_setting('server_encoding') as encoding,
            pg_is_in_recovery() as standby`,
  );
  const fault = unsuitable(rows[0]!);
  if (fault !== null) throw new DatabaseError('DATABASE_UNSUITABLE', `${shown} ${fault}`);
}

/** Why a server cannot be used, and what to do; null where it can. */
export function unsuitable({ version, encoding, standby }: Answer): string | null {
  const major = Math.floor(version / 10_000);
  if (major < SERVER_MAJOR_MIN) return `is PostgreSQL ${major}: upgrade it to ${SERVER_MAJOR_MIN} or newer`;
  if (encoding !== 'UTF8') return `is in ${encoding}: make it with encoding 'UTF8'`;
  if (standby) return 'is a standby, which takes no writes: give the address of the primary';
  return null;
}
