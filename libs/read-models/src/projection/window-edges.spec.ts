import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { DayCell } from '#domain/metering';
import type { DomainEvent, SealedHeater } from '#events';
import { FileKeys } from '#ports/keys/file';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import {
  PARIS,
  POINT_A,
  POINT_B,
  at,
  commissioned,
  company,
  dwelling,
  site,
} from '../../../../test/samples/heated-block.js';
import { given, upload } from '../../../../test/samples/uploads.js';
import { SqliteProjectionStore } from '../sqlite/index.js';
import { storeSource } from './log-source.js';
import { runProjection } from './run-projection.js';

const DAY = '2026-09-08';
const NEXT_DAY = '2026-09-09';
/** 600 W from the first instant of the day on, read every 7 minutes: 10 Wh a minute. */
const READINGS = 207;
const PER_UPLOAD = 20;
const NIGHT = '22:38-06:38';

const zone: DomainEvent = {
  type: 'ZoneOffsetsRecorded',
  data: { zone: PARIS.zone, offsets: PARIS.offsets.map((offset) => ({ ...offset })) },
};
const point = (supplyPoint: string, option: 'base' | 'hphc'): DomainEvent => ({
  type: 'SupplyPointRegistered',
  data: { supplyPoint, site: 'block', dwelling: null, option, subscribedKva: 9 },
});
const windows = (hours: string, from = '2026-01-01'): DomainEvent => ({
  type: 'OffPeakWindowsSet',
  data: { supplyPoint: POINT_A, from, winter: [hours], summer: [hours], peak: [] },
});
const offPeakFrom = (from: string): DomainEvent => ({
  type: 'SupplyPointOptionSet',
  data: { supplyPoint: POINT_A, from, option: 'hphc', subscribedKva: 9 },
});
const place = { heater: 'h1', site: 'block', dwelling: 'a1', auxWh: 0 };
const installedAt = (supplyPoint: string): DomainEvent => ({
  type: 'HeaterInstalled',
  data: { ...place, at: at(DAY), supplyPoint, mainWh: 0 },
});
/** At the end of the day, to a flat meter. */
const movedAway: DomainEvent = {
  type: 'HeaterMoved',
  data: { ...place, at: at(NEXT_DAY), supplyPoint: POINT_B, mainWh: 14_400 },
};

describe('windows at odd minutes', () => {
  let folder: string;
  let log: MemoryEventStore;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'windows-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const block = async (option: 'base' | 'hphc', firstPlace = POINT_A): Promise<void> => {
    log = new MemoryEventStore();
    await given(log, 'installation', zone, company);
    await given(log, 'site-block', site(), dwelling('a1'));
    await given(log, pointStream(POINT_A), point(POINT_A, option));
    await given(log, pointStream(POINT_B), point(POINT_B, 'base'));
    await given(log, 'heater-h1', commissioned('h1'), installedAt(firstPlace));
  };
  const told = (...events: readonly DomainEvent[]): Promise<void> =>
    given(log, pointStream(POINT_A), ...events);
  const pointStream = (supplyPoint: string): string => `supply-point-${supplyPoint}`;
  const sends = async (): Promise<void> => {
    for (let number = 0; number * PER_UPLOAD < READINGS; number++) {
      const count = Math.min(PER_UPLOAD, READINGS - number * PER_UPLOAD);
      const minutes = Array.from({ length: count }, (_, k) => (number * PER_UPLOAD + k) * 7);
      const readings = {
        at: minutes.map((minute) => at(DAY) + minute * 60_000),
        mainWh: minutes.map((minute) => minute * 10),
        auxWh: minutes.map(() => 0),
        mode: minutes.map(() => 0),
        clock: minutes.map(() => 2),
      };
      const { head, signature, body } = upload({ number, readings });
      const id = `0192f0c4-0000-7000-8000-${String(number).padStart(12, '0')}`;
      const meta = { id, recordedAt: head.to + 1000, actor: 'heater:h1', commandId: id, causation: null };
      const data = JSON.stringify({ head, signature, body });
      const events = [{ ...meta, type: 'TelemetryRecorded', version: 1, data }];
      await log.append([{ stream: 'telemetry-h1-0', expectedRevision: number - 1, events }]);
    }
  };
  /** From event 0: the cells, and once the month is cut, Wh at the first meter by price cell. */
  const projected = async (): Promise<{ cells: readonly string[]; whByCell: Record<string, number> }> => {
    const path = join(mkdtempSync(join(folder, 'models-')), 'models.sqlite');
    const store = await SqliteProjectionStore.open(path, 'OFF');
    const keys = new FileKeys({ path: join(folder, 'keys.jsonl') });
    const { signal } = new AbortController();
    await runProjection({ store, log: storeSource(log), keys, signal, onCaughtUp: () => false });
    const cells = await store.cells('h1', { fromDay: 0, toDay: 100_000 });
    await store.close();
    const connection = new DatabaseSync(path);
    const sealed = connection.prepare('select data from sealed_heater').all() as { data: string }[];
    connection.close();
    const whByCell: Record<string, number> = {};
    for (const { data } of sealed)
      for (const { supplyPoint, priceCell, energyWh } of (JSON.parse(data) as SealedHeater).energy)
        if (supplyPoint === POINT_A && energyWh > 0)
          whByCell[priceCell] = (whByCell[priceCell] ?? 0) + energyWh;
    return { cells: cells.map(({ data }) => data), whByCell };
  };
  const cut = (): Promise<void> =>
    given(log, 'period-2026-09', {
      type: 'PeriodClosing',
      data: { period: '2026-09', issueDate: '2026-10-02', rulesVersion: 1 },
    });

  test('a civil day of 600 W has 4 800 Wh off-peak and 9 600 Wh peak, to the Wh', async () => {
    await block('hphc');
    await told(windows(NIGHT));
    await sends();
    await given(log, 'heater-h1', movedAway);
    await cut();
    const { cells, whByCell } = await projected();
    expect(whByCell).toEqual({ hc: 4_800, hp: 9_600 });
    expect(cells.flatMap((cell) => (JSON.parse(cell) as DayCell).cuts.map(({ mainWh }) => mainWh))).toEqual([
      80, 80,
    ]);
  });

  test('also where windows, option or place are told only after the readings; the cells are the same', async () => {
    await block('hphc');
    await told(windows(NIGHT));
    await sends();
    const early = (await projected()).cells;
    const late: readonly (() => Promise<void>)[] = [
      async () => {
        await block('hphc');
        await sends();
        await told(windows('22:41-06:29'), windows(NIGHT));
      },
      async () => {
        await block('base');
        await told(windows(NIGHT));
        await sends();
        await told(offPeakFrom(DAY));
      },
      async () => {
        await block('hphc', POINT_B);
        await told(windows(NIGHT));
        await sends();
        await given(log, 'heater-h1', {
          ...movedAway,
          data: { ...place, at: at(DAY), supplyPoint: POINT_A, mainWh: 0 },
        });
      },
    ];
    for (const play of late) {
      await play();
      expect((await projected()).cells).toEqual(early);
    }
  });

  test('and after the month was cut: it is sealed anew at the next cut', async () => {
    await block('hphc');
    await sends();
    await given(log, 'heater-h1', movedAway);
    await cut();
    await told(windows(NIGHT));
    await given(log, 'period-2026-10', {
      type: 'PeriodClosing',
      data: { period: '2026-10', issueDate: '2026-11-02', rulesVersion: 1 },
    });
    // Sealed at both cuts: first without windows, then with them.
    expect((await projected()).whByCell).toEqual({ hphc: 14_400, hc: 4_800, hp: 9_600 });
  });
});
