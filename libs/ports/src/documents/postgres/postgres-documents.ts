import { createHash } from 'node:crypto';
import { openDatabase, type Database } from '#postgres';
import type { DocumentFiles } from '../port.js';
import { checkDocument, checkName, nameTaken } from '../refused.js';

const CONNECTIONS_MAX = 3;
const NAMES_AT_ONCE = 1_000;

/** Document files as rows of `heatledger.document_file`. */
export class PostgresDocuments implements DocumentFiles {
  private constructor(private readonly database: Database) {}

  /** @throws DatabaseError as `openDatabase` does */
  static async open(url: string): Promise<PostgresDocuments> {
    return new PostgresDocuments(
      await openDatabase(url, { what: 'documents', connectionsMax: CONNECTIONS_MAX }),
    );
  }

  /** @throws DocumentRefused DOCUMENT_NAME_INVALID, DOCUMENT_NAME_TAKEN, DOCUMENT_TOO_LARGE */
  async put(name: string, bytes: Uint8Array): Promise<{ readonly sha256: string; readonly bytes: number }> {
    checkDocument(name, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    // A file that is there costs no second sending of its bytes.
    if (!(await this.holds(name, sha256))) {
      await this.database.rows(
        'insert into heatledger.document_file (name, sha256, bytes) values ($1, $2, $3) on conflict do nothing',
        [name, sha256, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)],
      );
      await this.holds(name, sha256);
    }
    return { sha256, bytes: bytes.length };
  }

  async restore(name: string, bytes: Uint8Array): Promise<void> {
    checkDocument(name, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.database.rows(
      `insert into heatledger.document_file (name, sha256, bytes) values ($1, $2, $3)
       on conflict (name) do update set sha256 = excluded.sha256, bytes = excluded.bytes`,
      [name, sha256, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)],
    );
  }

  async get(name: string): Promise<Uint8Array | null> {
    checkName(name);
    const rows = await this.database.rows<{ bytes: Buffer }>(
      'select bytes from heatledger.document_file where name = $1',
      [name],
    );
    return rows[0]?.bytes ?? null;
  }

  async *names(): AsyncGenerator<string> {
    for (let last = ''; ;) {
      const rows = await this.database.rows<{ name: string }>(
        `select name from heatledger.document_file where name > $1 order by name limit ${NAMES_AT_ONCE}`,
        [last],
      );
      for (const { name } of rows) yield name;
      if (rows.length < NAMES_AT_ONCE) return;
      last = rows.at(-1)!.name;
    }
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** Whether exactly these bytes stand there; other bytes are refused. */
  private async holds(name: string, sha256: string): Promise<boolean> {
    const rows = await this.database.rows<{ sha256: string }>(
      'select sha256 from heatledger.document_file where name = $1',
      [name],
    );
    const there = rows[0];
    if (there === undefined) return false;
    if (there.sha256 === sha256) return true;
    throw nameTaken(name);
  }
}
