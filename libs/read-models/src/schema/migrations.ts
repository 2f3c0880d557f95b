import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.js';
import { INDEXES, TABLE_NAMES, TABLE_SHAPES } from './table-shapes.js';

/** What differs between the databases. */
export interface SchemaOptions {
  /** Rows in order of their key, without a hidden one beside it: smaller and faster in SQLite. */
  readonly clustered: boolean;
  /** Text is ordered by its bytes, as SQLite orders it; a database of PostgreSQL may order by a language. */
  readonly orderedByBytes?: boolean;
}

async function createTables(db: Kysely<Tables>, options: SchemaOptions): Promise<void> {
  const { clustered, orderedByBytes = false } = options;
  const text = orderedByBytes ? sql`text collate "C"` : 'text';
  for (const name of TABLE_NAMES) {
    const { columns, key } = TABLE_SHAPES[name];
    let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
    for (const [column, kind] of Object.entries<string>(columns)) {
      const type = kind.startsWith('text') ? text : 'bigint';
      table = table.addColumn(column, type, (made) => (kind.endsWith(' null') ? made : made.notNull()));
    }
    const keyColumns: readonly string[] = key;
    if (keyColumns.length > 0) table = table.addPrimaryKeyConstraint(`${name}_key`, [...keyColumns]);
    if (clustered && keyColumns.length > 0) table = table.modifyEnd(sql`without rowid`);
    await table.execute();
  }
  for (const [table, ...columns] of INDEXES)
    await db.schema
      .createIndex(`${table}_by_${columns.join('_')}`)
      .on(table)
      .columns(columns)
      .execute();
}

/**
 * Version of the tables and of what the fold writes into them. Raise it when either changes: read models of an
 * older version are emptied, and the fold begins again at event 0.
 */
export const SCHEMA_VERSION = 4;

/** Brings a schema that stands at `from` (0: empty) up to date; returns what it stands at then. */
export async function migrate(db: Kysely<Tables>, from: number, options: SchemaOptions): Promise<number> {
  if (from === SCHEMA_VERSION) return from;
  if (from > 0) for (const name of TABLE_NAMES) await db.schema.dropTable(name).ifExists().execute();
  await createTables(db, options);
  return SCHEMA_VERSION;
}
