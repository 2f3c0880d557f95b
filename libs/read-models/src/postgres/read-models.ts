import { openDatabase } from '#postgres';
import type { ReadModels } from '../read-models.js';
import { kyselyOver } from './client-dialect.js';
import { ReaderDriver } from './reader-driver.js';

export interface PostgresReadModelsOptions {
  readonly url: string;
  /** A query that runs longer is ended (ms). */
  readonly statementMsMax?: number;
}

/** Opens the current read models of a database; each query looks at the pointer first. The projector makes them. */
export async function openPostgresReadModels({
  url,
  ...options
}: PostgresReadModelsOptions): Promise<ReadModels> {
  const database = await openDatabase(url, { what: 'reports', ...options });
  const db = kyselyOver(new ReaderDriver(database));
  // Kysely ends its driver only where something was asked of it.
  return { db, close: () => db.destroy().then(() => database.close()) };
}
