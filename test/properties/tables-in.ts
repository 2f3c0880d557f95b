import { DatabaseSync } from '@photostructure/sqlite';
import { TABLE_NAMES, TABLE_SHAPES } from '#read-models';

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
