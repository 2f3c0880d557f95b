import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { NewEvent } from '#events';

import { NO_STREAM } from '../port.js';
import { connect } from './connection.js';
import { SqliteLogReader } from './log-reader.js';
import { LogWriter } from './log-writer.js';
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.js';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heatledger-writer-'));
  path = join(folder, 'log.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

function sample(id: string, bytes = 10): NewEvent {
  return {
    id,
    type: 'SiteRegistered',
    version: 1,
    recordedAt: 1_730_419_200_000,
    actor: 'person:amina',
    commandId: id,
    causation: null,
    data: JSON.stringify({ text: 'x'.repeat(bytes) }),
  };
}

const one = (stream: string, expectedRevision: number, ...ids: string[]) => ({
  stream,
  expectedRevision,
  events: ids.map((id) => sample(id)),
});

const coded = (code: string) => expect.objectContaining({ code });

/** Runs with a writer and closes it whatever happens. */
function withWriter<T>(body: (writer: LogWriter) => T, options: { bytesMax?: number } = {}): T {
  const writer = LogWriter.open({ path, ...options });
  try {
    return body(writer);
  } finally {
    writer.close();
  }
}

describe('settings', () => {
  test('every commit is on the disk before it is acknowledged: synchronous is read back as 2', () => {
    expect(withWriter((writer) => writer.diagnostics())).toMatchObject({
      path,
      synchronous: 2,
      journalMode: 'wal',
      applicationId: APPLICATION_ID,
      schemaVersion: SCHEMA_VERSION,
    });
  });

  test('a folder that is missing is made', () => {
    path = join(folder, 'deep', 'er', 'log.db');
    withWriter((writer) => expect(writer.nextIndex()).toBe(0));
  });
});

describe('one transaction', () => {
  test('a request that the database cannot take fails alone', () => {
    const broken = {
      ...one('a', NO_STREAM, 'a0'),
      events: [sample('a0'), { ...sample('a1'), version: 0.5 }],
    };
    withWriter((writer) => {
      const outcomes = writer.commit([one('b', NO_STREAM, 'b0'), broken, one('b', 0, 'b1')]);
      expect(outcomes).toMatchObject([
        { kind: 'appended', lastRevision: 0, position: '0' },
        { kind: 'failed', code: 'STORE_AWAY' },
        { kind: 'appended', lastRevision: 1, position: '1' },
      ]);
      expect(writer.commit([one('a', NO_STREAM, 'a0')])).toMatchObject([{ kind: 'appended', position: '2' }]);
    });
  });

  test('a head that is not remembered is found, whatever the length of the stream', () => {
    for (const length of [1, 2, 3, 4, 5, 8, 9, 100]) {
      const stream = `s-${length}`;
      const events = Array.from({ length }, (_, at) => `${stream}-${at}`);
      withWriter((writer) => writer.commit([one(stream, NO_STREAM, ...events)]));
      const outcomes = withWriter((writer) => writer.commit([one(stream, 1_000, 'late')]));
      expect(outcomes).toEqual([{ kind: 'conflict', currentRevision: length - 1 }]);
    }
  });
});

describe('a full disk', () => {
  const large = (stream: string, expected: number, id: string) => ({
    stream,
    expectedRevision: expected,
    events: [sample(id, 60_000)],
  });

  /** Fills the log to its quota; the number of events that went in. */
  function fill(writer: LogWriter): number {
    for (let count = 0; count < 1_000; count += 1) {
      const [outcome] = writer.commit([large('s', count - 1, `e${count}`)]);
      if (outcome?.kind === 'failed') {
        expect(outcome).toMatchObject({ code: 'STORE_FULL' });
        return count;
      }
    }
    throw new Error('the quota was never reached');
  }

  test('fails appends, keeps what was acknowledged, and leaves no part of a request', () => {
    const count = withWriter(
      (writer) => {
        const filled = fill(writer);
        const batch = [large('t', NO_STREAM, 't0'), large('s', filled - 1, 'again')];
        expect(writer.commit(batch)).toMatchObject([{ code: 'STORE_FULL' }, { code: 'STORE_FULL' }]);
        expect(writer.nextIndex()).toBe(filled);
        return filled;
      },
      { bytesMax: 1_000_000 },
    );
    const reader = new SqliteLogReader(path);
    expect(reader.readAll(0, 1_000).events.map(({ id }) => id)).toEqual(
      Array.from({ length: count }, (_, at) => `e${at}`),
    );
    expect(reader.integrity()).toBe('ok');
    reader.close();
  });

  test('appends work again when there is room', () => {
    const count = withWriter((writer) => fill(writer), { bytesMax: 1_000_000 });
    const retried = withWriter((writer) => writer.commit([large('s', count - 1, `e${count}`)]));
    expect(retried).toMatchObject([{ kind: 'appended', lastRevision: count, position: String(count) }]);
  });

  test('and so they do in the same process', () => {
    withWriter(
      (writer) => {
        const count = fill(writer);
        // Small events still find room in what is left.
        expect(writer.commit([one('small', NO_STREAM, 'x')])).toMatchObject([{ kind: 'appended' }]);
        writer.limitBytes(2_000_000);
        expect(writer.commit([large('s', count - 1, `e${count}`)])).toMatchObject([{ kind: 'appended' }]);
      },
      { bytesMax: 1_000_000 },
    );
  });
});

describe('what is not ours is refused and left as it is', () => {
  test('a database of another program', () => {
    const other = connect(path);
    other.exec('CREATE TABLE recipe (name TEXT)');
    other.close();
    const before = readFileSync(path);
    expect(() => LogWriter.open({ path })).toThrow(coded('FOREIGN_DATABASE'));
    expect(() => new SqliteLogReader(path)).toThrow(coded('FOREIGN_DATABASE'));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a file that is no database', () => {
    writeFileSync(path, 'not a database, only text. '.repeat(100));
    expect(() => LogWriter.open({ path })).toThrow(coded('FOREIGN_DATABASE'));
    expect(statSync(path).size).toBe(2_700);
  });

  test('a log of a newer version', () => {
    withWriter(() => undefined);
    const newer = connect(path);
    newer.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    newer.close();
    expect(() => LogWriter.open({ path })).toThrow(coded('NEWER_DATABASE'));
    expect(() => new SqliteLogReader(path)).toThrow(coded('NEWER_DATABASE'));
  });

  test('a reader finds no log: it creates nothing', () => {
    expect(() => new SqliteLogReader(path)).toThrow(coded('LOG_MISSING'));
    writeFileSync(path, '');
    expect(() => new SqliteLogReader(path)).toThrow(coded('LOG_MISSING'));
    expect(statSync(path).size).toBe(0);
  });
});

describe('the lock', () => {
  test('refuses a second writer, says who holds it, and is free after closing', () => {
    withWriter(() => {
      expect(() => LogWriter.open({ path })).toThrow(coded('SECOND_WRITER'));
      expect(() => LogWriter.open({ path })).toThrow(new RegExp(`process ${process.pid} .*log\\.db\\.lock`));
    });
    withWriter((writer) => expect(writer.nextIndex()).toBe(0));
  });

  test('holds under another name of the same file', () => {
    withWriter(() => {
      const alias = join(folder, 'alias.db');
      symlinkSync(path, alias);
      expect(() => LogWriter.open({ path: alias })).toThrow(coded('SECOND_WRITER'));
    });
  });

  test('is free after an opening that was refused', () => {
    writeFileSync(path, 'not a database, only text. '.repeat(100));
    expect(() => LogWriter.open({ path })).toThrow(coded('FOREIGN_DATABASE'));
    rmSync(path);
    withWriter((writer) => expect(writer.nextIndex()).toBe(0));
  });
});
