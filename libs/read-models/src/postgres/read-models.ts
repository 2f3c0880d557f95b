import { openDatabase } from '#postgres';
import type { ReadModels } from '../read-models.js';
import { kyselyOver } from './client-dialect.js';
import { refuseNewerIn } from './newer-schema.js';
import { ReaderDriver } from './reader-driver.js';

export interface PostgresReadModelsOptions {
  readonly url: string;
  /** A query that runs longer is ended (ms). */
  readonly statementMsMax?: number;
}

/**
 * Opens the current read models of a database; each query looks at the pointer first. The projector makes them: as long
 * as there are none, queries fail with `ModelsMissing`.
 * @throws DatabaseError DATABASE_NEWER where a later program made them, and those of `openDatabase`
 */
export async function openPostgresReadModels({
  url,
  ...options
}: PostgresReadModelsOptions): Promise<ReadModels> {
  const database = await openDatabase(url, { what: 'reports', ...options });
  try {
    await refuseNewerIn(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const db = kyselyOver(new ReaderDriver(database));
  // Kysely ends its driver only where something was asked of it.
  return { db, close: () => db.destroy().then(() => database.close()) };
}
