import { DatabaseError, type Database } from '#postgres';
import { SCHEMA_VERSION } from '../schema/migrations.js';

/** Tables that a later program made cannot be read by this one. */
export function refuseNewer(schemaVersion: number): void {
  if (schemaVersion <= SCHEMA_VERSION) return;
  throw new DatabaseError(
    'DATABASE_NEWER',
    `The read models are of a later program (schema ${schemaVersion}, this program knows ${SCHEMA_VERSION}): start that program.`,
  );
}

export async function refuseNewerIn(database: Database): Promise<void> {
  const rows = await database.rows<{ schema_version: number }>(
    'select schema_version from heatledger.model_version where is_current',
  );
  for (const { schema_version } of rows) refuseNewer(schema_version);
}
