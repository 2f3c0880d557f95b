import { TABLE_SHAPES, type TableName } from '../schema/table-shapes.js';

export type Value = string | number | null;

/** What is said to the server about a table. */
export interface TableSql {
  readonly columns: readonly string[];
  readonly key: readonly string[];
  /** Parameters: one array per column. */
  readonly insertArrays: string;
  /** Table of this connection that takes rows in bulk; it empties itself at the end of the transaction. */
  readonly createStage: string;
  readonly copyToStage: string;
  readonly insertStaged: string;
}

function onConflictOf(columns: readonly string[], key: readonly string[]): string {
  if (key.length === 0) return '';
  const rest = columns.filter((column) => !key.includes(column));
  if (rest.length === 0) return ' on conflict do nothing';
  const replaced = rest.map((one) => `${one} = excluded.${one}`).join(', ');
  return ` on conflict (${key.join(', ')}) do update set ${replaced}`;
}

function sqlOf(table: TableName): TableSql {
  const shape: Readonly<Record<string, string>> = TABLE_SHAPES[table].columns;
  const columns = Object.keys(shape);
  const names = columns.join(', ');
  const { key } = TABLE_SHAPES[table];
  const onConflict = onConflictOf(columns, key);
  const arrays = columns.map((column, at) => `$${at + 1}::${shape[column]!.split(' ')[0]}[]`).join(', ');
  const stage = `pg_temp.stage_${table}`;
  return {
    columns,
    key,
    insertArrays: `insert into ${table} (${names}) select * from unnest(${arrays})${onConflict}`,
    createStage: `create temp table stage_${table} (like ${table}) on commit delete rows`,
    copyToStage: `copy ${stage} (${names}) from stdin`,
    insertStaged: `insert into ${table} (${names}) select ${names} from ${stage}${onConflict}`,
  };
}

const known = new Map<TableName, TableSql>();

export function tableSql(table: TableName): TableSql {
  let sql = known.get(table);
  if (sql === undefined) known.set(table, (sql = sqlOf(table)));
  return sql;
}

/** Rows of which the last of each key is kept: what one statement puts must have every key once. */
export function lastOfEachKey<Row extends object>(table: TableName, rows: readonly Row[]): readonly Row[] {
  const { key } = tableSql(table);
  if (rows.length < 2 || key.length === 0) return rows;
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const values = row as Readonly<Record<string, Value>>;
    let name = '';
    for (const column of key) name += `${values[column]}\0`;
    byKey.set(name, row);
  }
  return byKey.size === rows.length ? rows : [...byKey.values()];
}
