import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.js';
import { INDEXES, TABLE_NAMES, TABLE_SHAPES } from './table-shapes.js';

/** What differs between the databases. */
export interface SchemaOptions {
  /** Rows in order of their key, without a hidden one beside it: smaller and faster in SQLite. */
  readonly clustered: boolean;
}

interface Migration {
  readonly name: string;
  up(db: Kysely<Tables>, options: SchemaOptions): Promise<void>;
}

async function createTables(db: Kysely<Tables>, { clustered }: SchemaOptions): Promise<void> {
  for (const name of TABLE_NAMES) {
    const { columns, key } = TABLE_SHAPES[name];
    let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
    for (const [column, kind] of Object.entries<string>(columns)) {
      const type = kind.startsWith('text') ? 'text' : 'bigint';
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
 * In order; each runs once. Read models are rebuilt from the log at any time, so a change of tables
 * may as well be a new version built beside the old one.
 */
const MIGRATIONS: readonly Migration[] = [{ name: '001-tables', up: createTables }];

/** The migration that an up-to-date schema has reached. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings a schema that stands at `from` up to date; returns what it stands at then. */
export async function migrate(db: Kysely<Tables>, from: number, options: SchemaOptions): Promise<number> {
  for (const migration of MIGRATIONS.slice(from)) await migration.up(db, options);
  return SCHEMA_VERSION;
}
