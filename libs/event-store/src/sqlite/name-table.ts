import type { Connection, Statement } from './connection.js';

/** Names kept in memory; beyond, the cache starts anew. A log of any length reads in flat memory. */
const NAMES_MAX = 200_000;
/** Names fetched together with the one asked for. */
const NAMES_AHEAD = 255;

/** Streams, types and actors by number. Names are never changed or removed, so what is cached stays true. */
export class NameReader {
  private readonly select: Statement;
  private readonly selectId: Statement;
  private readonly texts = new Map<number, string>();

  constructor(connection: Connection) {
    this.select = connection.prepare('SELECT id, text FROM name WHERE id BETWEEN ? AND ?');
    this.selectId = connection.prepare('SELECT id FROM name WHERE text = ?');
  }

  textOf(id: number): string {
    const cached = this.texts.get(id);
    if (cached !== undefined) return cached;
    if (this.texts.size >= NAMES_MAX) this.texts.clear();
    // Names are numbered as they are first met, so a scan needs the next ones next.
    const rows = this.select.all(id, id + NAMES_AHEAD) as { id: number; text: string }[];
    for (const row of rows) this.texts.set(row.id, row.text);
    const text = this.texts.get(id);
    if (text === undefined) throw new Error(`the log cites name ${id}, which it does not hold`);
    return text;
  }

  /** Null: no event cites this name. */
  idOf(text: string): number | null {
    const row = this.selectId.get(text) as { id: number } | undefined;
    return row?.id ?? null;
  }
}

/** Numbers names inside the writer's transaction; after a rollback `forget` what it had numbered. */
export class NameWriter {
  private readonly selectId: Statement;
  private readonly insert: Statement;
  private readonly ids = new Map<string, number>();

  constructor(connection: Connection) {
    this.selectId = connection.prepare('SELECT id FROM name WHERE text = ?');
    this.insert = connection.prepare('INSERT INTO name (text) VALUES (?)');
  }

  numberOf(text: string): number {
    return this.ids.get(text) ?? this.remember(text, this.idOf(text) ?? this.number(text));
  }

  idOf(text: string): number | null {
    const cached = this.ids.get(text);
    if (cached !== undefined) return cached;
    const row = this.selectId.get(text) as { id: number } | undefined;
    return row === undefined ? null : this.remember(text, row.id);
  }

  forget(): void {
    this.ids.clear();
  }

  private number(text: string): number {
    return Number(this.insert.run(text).lastInsertRowid);
  }

  private remember(text: string, id: number): number {
    if (this.ids.size >= NAMES_MAX) this.ids.clear();
    this.ids.set(text, id);
    return id;
  }
}
