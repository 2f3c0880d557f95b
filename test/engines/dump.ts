import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { TABLE_NAMES, TABLE_SHAPES, type TableName, type Tables } from '#read-models';

const PAGE = 5_000;

/** Every table but the checkpoints, row by row in key order, as JSON: what two engines must have in common. */
export async function* dumpRows(db: Kysely<Tables>, tables: readonly TableName[]): AsyncGenerator<string> {
  for (const table of tables) {
    const { columns, key } = TABLE_SHAPES[table];
    const names = Object.keys(columns);
    const order = [...key, ...names.filter((name) => !(key as readonly string[]).includes(name))];
    for (let offset = 0; ; offset += PAGE) {
      const { rows } = await sql<Record<string, unknown>>`
        select ${sql.join(names.map((name) => sql.ref(name)))} from ${sql.table(table)}
        order by ${sql.join(order.map((name) => sql.ref(name)))} limit ${PAGE} offset ${offset}`.execute(db);
      for (const row of rows) yield `${table} ${JSON.stringify(names.map((name) => row[name] ?? null))}`;
      if (rows.length < PAGE) break;
    }
  }
}

/** Rows and SHA-256 per table. */
export async function tableHashes(db: Kysely<Tables>): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const table of TABLE_NAMES) {
    if (table === 'checkpoint') continue;
    const hash = createHash('sha256');
    const dumped: string[] = [];
    for await (const row of dumpRows(db, [table])) dumped.push(row);
    // Where a table has no key its order is that of nullable columns, which databases order each in its own way.
    if (TABLE_SHAPES[table].key.length === 0) dumped.sort();
    for (const row of dumped) hash.update(`${row}\n`);
    hashes[table] = `${dumped.length} rows ${hash.digest('hex')}`;
  }
  return hashes;
}
