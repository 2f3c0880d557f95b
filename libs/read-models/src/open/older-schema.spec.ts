import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { openSqliteEventStore } from '#event-store/sqlite';
import { given, givenHeater, upload } from '../../../../test/samples/uploads.js';
import { SCHEMA_VERSION, TABLE_NAMES, TABLE_SHAPES } from '../schema/index.js';
import { startProjector } from './start-projector.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'older-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const file = (dir: string): string => join(folder, dir, 'read-models-1.sqlite');

/** Follows the log to its end, as `serve` and `project` do when they start. */
async function projected(dir: string, last: number): Promise<void> {
  const projector = await startProjector({
    log: { kind: 'sqlite', path: join(folder, 'log.sqlite') },
    keys: { kind: 'file', path: join(folder, 'keys.jsonl') },
    models: { kind: 'sqlite', dir: join(folder, dir) },
    thread: false,
  });
  await projector.passed(last);
  await projector.close();
}

function tablesOf(dir: string): Record<string, unknown> {
  const connection = new DatabaseSync(file(dir));
  const tables = TABLE_NAMES.map((name) => {
    const columns = Object.keys(TABLE_SHAPES[name].columns).join(', ');
    return [name, connection.prepare(`select ${columns} from ${name} order by ${columns}`).all()] as const;
  });
  const version = connection.prepare('PRAGMA user_version').get();
  connection.close();
  return { ...Object.fromEntries(tables), version };
}

/** What an older program left: fewer tables and columns, rows that mean something else, all of the log passed. */
function makeOlder(dir: string): void {
  const connection = new DatabaseSync(file(dir));
  connection.exec(`
    drop table settlement;
    drop index proof_by_period_site_dwelling;
    alter table proof drop column value_cents;
    update cell set data = '{}';
    update heater_state set state = '{}';
    PRAGMA user_version = ${SCHEMA_VERSION - 1};
  `);
  connection.close();
}

test('read models of an older version are made anew when a projector starts, as from an empty folder', async () => {
  const store = await openSqliteEventStore({ path: join(folder, 'log.sqlite') });
  await givenHeater(store, 'h1');
  const { head, signature, body } = upload({});
  const id = '0192f0c4-0000-7000-8000-000000000001';
  const meta = { id, recordedAt: head.to + 1000, actor: 'heater:h1', commandId: id, causation: null };
  const data = JSON.stringify({ head, signature, body });
  const events = [{ ...meta, type: 'TelemetryRecorded', version: 1, data }];
  await store.append([{ stream: 'telemetry-h1-0', expectedRevision: -1, events }]);
  await given(store, 'metering-h1', {
    type: 'HeldSpanReleased',
    data: { heater: 'h1', from: head.from, to: head.to, reason: 'looked at' },
  });
  const last = (await store.nextIndex()) - 1;

  await projected('older', last);
  makeOlder('older');
  await projected('older', last);
  await projected('fresh', last);
  expect(tablesOf('older')).toEqual(tablesOf('fresh'));
  expect(tablesOf('older')).toMatchObject({
    version: { user_version: SCHEMA_VERSION },
    cell: [{ heater: 'h1' }],
    checkpoint: [{ next_index: last + 1 }],
  });
  await store.close();
});
