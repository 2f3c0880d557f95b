import type { Database } from './database.js';
import { DatabaseError } from './errors.js';

/**
 * Binds a database to one installation: the first start writes its id, every later one compares.
 * @throws DatabaseError DATABASE_FOREIGN; nothing is written then
 */
export async function bindInstallation(database: Database, id: string): Promise<void> {
  const known = (await boundInstallation(database)) ?? (await bind(database, id));
  if (known === id) return;
  throw new DatabaseError(
    'DATABASE_FOREIGN',
    `${database.shown} belongs to installation ${known}, not to ${id}: give the address of its own database, ` +
      'or of an empty one',
  );
}

/** Id of the installation whose database this is; null for a new one. */
export async function boundInstallation(database: Database): Promise<string | null> {
  const rows = await database.rows<{ id: string }>('select id from heatledger.installation');
  return rows[0]?.id ?? null;
}

/** Of several that bind at once the first one wins. */
async function bind(database: Database, id: string): Promise<string | null> {
  await database.rows('insert into heatledger.installation (id) values ($1) on conflict do nothing', [id]);
  return boundInstallation(database);
}
