import { DatabaseSync } from '@photostructure/sqlite';
import { sql, type Kysely } from 'kysely';
import { TABLE_NAMES, TABLE_SHAPES, type Tables } from '#read-models';

/** Every row of every table of read models in a SQLite file, in order. */
export function tablesIn(path: string): Record<string, unknown[]> {
  const connection = new DatabaseSync(path);
  const rows = TABLE_NAMES.map((table) => {
    const columns = Object.keys(TABLE_SHAPES[table].columns).join(', ');
    return [table, connection.prepare(`select ${columns} from ${table} order by ${columns}`).all()] as const;
  });
  connection.close();
  return Object.fromEntries(rows);
}

/** The same of read models on any database: text in order of its bytes. */
export async function tablesOf(db: Kysely<Tables>): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const table of TABLE_NAMES) {
    const columns = Object.keys(TABLE_SHAPES[table].columns);
    const { rows } =
      await sql`select ${sql.join(columns.map((name) => sql.ref(name)))} from ${sql.table(table)}
      order by ${sql.join(columns.map((name) => sql`${sql.ref(name)} nulls first`))}`.execute(db);
    tables[table] = rows;
  }
  return tables;
}
