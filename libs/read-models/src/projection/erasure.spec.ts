import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headText, seal, type DomainEvent } from '#events';
import { FileKeys } from '#ports/keys/file';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { given, givenHeater, upload } from '../../../../test/samples/uploads.js';
import type { DayCell } from '#domain/metering';
import { SqliteProjectionStore } from '../sqlite/index.js';
import { storeSource } from './log-source.js';
import { runProjection } from './run-projection.js';

const SEPTEMBER = Date.parse('2026-09-01T00:00:00Z');
const OCTOBER = Date.parse('2026-10-01T00:00:00Z');
const HOUR_MS = 3_600_000;

/** One sealed upload in September, one in October; both months' registers as their seals would hold them. */
describe('a month whose key was destroyed', () => {
  let folder: string;
  let keys: FileKeys;
  let log: MemoryEventStore;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'erasure-'));
    keys = new FileKeys({ path: join(folder, 'keys.jsonl') });
    log = new MemoryEventStore();
    await given(log, 'installation', {
      type: 'ZoneOffsetsRecorded',
      data: { zone: 'Europe/Paris', offsets: [{ from: 0, offsetMinutes: 60 }] },
    });
    await givenHeater(log, 'h1');
    await sent(0, '2026-09', SEPTEMBER, [1000, 1500]);
    await sent(1, '2026-10', OCTOBER, [9000, 9400]);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const sent = async (
    number: number,
    month: string,
    from: number,
    mainWh: readonly number[],
  ): Promise<void> => {
    const { head, signature, body } = upload({
      number,
      readings: { at: [from, from + HOUR_MS], mainWh, auxWh: [0, 0], mode: [0, 0], clock: [2, 2] },
    });
    const { keyId, key } = await keys.obtain(`heater:h1:${month}`);
    const sealed = seal(key, JSON.stringify(body), headText(head));
    const id = `0192f0c4-0000-7000-8000-00000000010${number}`;
    const meta = { id, recordedAt: head.to + 1000, actor: 'heater:h1', commandId: id, causation: null };
    const data = JSON.stringify({ head, signature, keyId, sealed });
    const events = [{ ...meta, type: 'TelemetryRecorded', version: 1, data }];
    await log.append([{ stream: 'telemetry-h1-0', expectedRevision: number - 1, events }]);
  };
  const usageSealed = (mainWh: number): DomainEvent => ({
    type: 'UsageSealed',
    data: {
      period: '2026-09',
      chunk: 0,
      heaters: [
        {
          heater: 'h1',
          end: { at: OCTOBER - HOUR_MS, mainWh, auxWh: 0 },
          before: { at: OCTOBER - HOUR_MS, mainWh, auxWh: 0 },
          after: null,
          energy: [],
          work: [],
          pendingWork: [],
        },
      ],
    },
  });
  const replayed = async (): Promise<{ energyWh: Map<string, number>; store: SqliteProjectionStore }> => {
    const store = await SqliteProjectionStore.open(join(folder, 'models.sqlite'), 'OFF');
    const { signal } = new AbortController();
    await runProjection({ store, log: storeSource(log), keys, signal, onCaughtUp: () => false });
    const cells = (await store.cells('h1', { fromDay: 0, toDay: 100_000 })).map(
      ({ data }) => JSON.parse(data) as DayCell,
    );
    const energyWh = new Map<string, number>();
    for (const cell of cells) {
      const month = new Date(cell.day * 86_400_000).toISOString().slice(0, 7);
      const wh = cell.mainWh.reduce((sum, one) => sum + one, 0);
      energyWh.set(month, (energyWh.get(month) ?? 0) + wh);
    }
    return { energyWh, store };
  };
  const erase = async (): Promise<void> => {
    const named = await keys.obtain('heater:h1:2026-09');
    await keys.destroy(named.keyId, 99);
  };

  test('with its key, every reading counts; the gap between the months is bridged', async () => {
    const { energyWh, store } = await replayed();
    expect([...energyWh.values()].reduce((a, b) => a + b)).toBe(9400 - 1000);
    await store.close();
  });

  test('without it, later readings go on from the registers that were sealed', async () => {
    await given(log, 'period-2026-09', usageSealed(8800));
    await erase();
    const { energyWh, store } = await replayed();
    expect(energyWh.get('2026-10')).toBe(400);
    expect([...energyWh.values()].reduce((a, b) => a + b)).toBe(9400 - 8800);
    await store.close();
  });

  test('where nothing was sealed, measuring begins anew with the first reading that can be opened', async () => {
    await erase();
    const { energyWh, store } = await replayed();
    expect([...energyWh]).toEqual([['2026-10', 400]]);
    await store.close();
  });

  test('a fact about it that comes late moves no energy', async () => {
    await given(log, 'period-2026-09', usageSealed(8800));
    await erase();
    await given(log, 'heater-h1', {
      type: 'HeaterMeterExchanged',
      data: {
        heater: 'h1',
        at: SEPTEMBER + HOUR_MS / 2,
        oldMainWh: 1200,
        oldAuxWh: 0,
        newMainWh: 0,
        newAuxWh: 0,
      },
    });
    const { energyWh, store } = await replayed();
    expect([...energyWh.values()].reduce((a, b) => a + b)).toBe(9400 - 8800);
    await store.close();
  });

  test('windows told late cut what can still be opened, and leave the erased month as it is', async () => {
    await given(log, 'period-2026-09', usageSealed(8800));
    await erase();
    const supplyPoint = '14500000000001';
    const site = {
      site: 'b',
      name: 'B',
      address: '1 rue Haute',
      zone: 'Europe/Paris',
      kind: 'office' as const,
    };
    const windows = { winter: [], summer: ['01:38-09:38'], peak: [] };
    const placed = {
      heater: 'h1',
      at: SEPTEMBER,
      site: 'b',
      supplyPoint,
      dwelling: null,
      mainWh: 1000,
      auxWh: 0,
    };
    await given(log, 'site-b', { type: 'SiteRegistered', data: site });
    await given(
      log,
      `supply-point-${supplyPoint}`,
      {
        type: 'SupplyPointRegistered',
        data: { supplyPoint, site: 'b', dwelling: null, option: 'hphc', subscribedKva: 9 },
      },
      { type: 'OffPeakWindowsSet', data: { supplyPoint, from: '2026-01-01', ...windows } },
    );
    await given(log, 'heater-h1', { type: 'HeaterInstalled', data: placed });
    const { energyWh, store } = await replayed();
    expect(energyWh.get('2026-10')).toBe(400);
    const rows = await store.cells('h1', { fromDay: 0, toDay: 100_000 });
    // 01:38 local is 8 minutes into the half-hour; 400 Wh an hour.
    expect(rows.flatMap(({ data }) => (JSON.parse(data) as DayCell).cuts)).toEqual([
      { at: OCTOBER + 38 * 60_000, mainWh: 53, auxWh: 0 },
    ]);
    await store.close();
  });
});
