import type { FactEvent } from '#domain/facts';
import { commandEventId, makeEvent, type DomainEvent } from '#events';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { block, holder, meter, movedIn, paris, resident } from '../../../../test/samples/facts.js';
import { LogFacts, type ProjectedFacts } from './log-facts.js';

const STREAMS: Readonly<Record<string, string>> = {
  ZoneOffsetsRecorded: 'installation',
  SiteRegistered: 'site-block',
  SupplyPointRegistered: 'supply-point-1',
  SupplyPointHolderSet: 'supply-point-1',
  ResidentRegistered: 'resident-ada',
  ResidentMovedIn: 'resident-ada',
};

class Log extends MemoryEventStore {
  /** Reads of the whole log, as [from, next]. */
  readonly scans: [number, number][] = [];
  private count = 0;

  async record(...events: FactEvent[]): Promise<void> {
    for (const event of events) {
      const stream = STREAMS[event.type]!;
      const known = await this.readStream(stream, 0, 100);
      const id = commandEventId('spec', this.count++);
      const meta = { id, recordedAt: 1, actor: 'person:ada', commandId: 'spec', causation: null };
      await this.append([
        {
          stream,
          expectedRevision: known.length - 1,
          events: [makeEvent(event as DomainEvent, meta)],
        },
      ]);
    }
  }

  override async readAll(from: number, limit: number) {
    const batch = await super.readAll(from, limit);
    this.scans.push([from, batch.next]);
    return batch;
  }
}

/** What a projector would have set apart up to an index. */
const projectedUpTo = (log: Log, next: number, lastEvent?: string): ProjectedFacts => ({
  place: async () => {
    const { events } = await MemoryEventStore.prototype.readAll.call(log, next - 1, 1);
    return { next, lastEvent: lastEvent ?? events[0]?.id ?? 'an event that is gone' };
  },
  between: async (from, until, limit) => {
    const { events } = await MemoryEventStore.prototype.readAll.call(log, 0, 1000);
    return events.filter(({ index }) => from <= index && index < until).slice(0, limit);
  },
});

describe('the facts of the log', () => {
  test('hold what was recorded before they were asked for', async () => {
    const log = new Log();
    await log.record(paris, block, meter);
    const facts = new LogFacts(log);
    expect((await facts.current()).supplyPoints.size).toBe(1);
    await log.record(resident('ada'), movedIn('ada', '2026-01-01'));
    expect((await facts.current()).occupancies.get('block/a1')).toEqual([
      { resident: 'ada', from: '2026-01-01', to: null },
    ]);
    await facts.current();
    expect(log.scans).toEqual([
      [0, 3],
      [3, 5],
    ]);
  });

  test('come from the read models as far as these are, and from the log beyond', async () => {
    const log = new Log();
    await log.record(paris, block, meter, holder('2026-01-01', null));
    const facts = new LogFacts(log, projectedUpTo(log, 3));
    expect((await facts.current()).supplyPoints.get('14500000000001')?.holders).toHaveLength(1);
    expect(log.scans).toEqual([
      [2, 3],
      [3, 4],
    ]);
  });

  test.each([
    ['are ahead of the log', 8],
    ['hold another event where the log holds this one', 3],
  ])('come from the log alone where the read models %s', async (_, next) => {
    const log = new Log();
    await log.record(paris, block, meter, holder('2026-01-01', null));
    const facts = new LogFacts(log, projectedUpTo(log, next, 'another event'));
    expect((await facts.current()).supplyPoints.get('14500000000001')?.holders).toHaveLength(1);
    expect(log.scans.at(-1)).toEqual([0, 4]);
  });

  test('are read once by callers at the same time', async () => {
    const log = new Log();
    await log.record(paris, block, meter, holder('2026-01-01', null));
    const facts = new LogFacts(log);
    await Promise.all([facts.current(), facts.current(), facts.current()]);
    expect(log.scans).toEqual([[0, 4]]);
  });
});
