import type { CountedInterval } from '#domain/load-curves';
import { invariant } from '#domain/decision';
import { readEvent, unseal, type MeterCurveRecorded } from '#events';
import type { EventStore } from '#event-store';
import type { Keys } from '#ports/keys';
import { curveHead } from './curve-events.js';

const PARTS_TOGETHER = 20;

interface OpenedText {
  readonly stretches: readonly {
    readonly from: number;
    readonly stepMs: number;
    readonly milliWh: readonly number[];
  }[];
}

/** The events of one month of an import: the one that tells the sum, and its further parts. */
async function partsAt(store: EventStore, index: number): Promise<MeterCurveRecorded['data'][]> {
  const [first] = (await store.readAll(index, 1)).events;
  invariant(first?.index === index, `no event at ${index}`);
  const parts: MeterCurveRecorded['data'][] = [];
  for (let revision = first.revision; ;) {
    const batch = await store.readStream(first.stream, revision, PARTS_TOGETHER);
    for (const recorded of batch) {
      const event = readEvent(recorded);
      invariant(event.type === 'MeterCurveRecorded', `${event.type} in ${first.stream}`);
      if (parts.length > 0 && event.data.months.length > 0) return parts;
      parts.push(event.data);
    }
    if (batch.length < PARTS_TOGETHER) return parts;
    revision += batch.length;
  }
}

/** The curve of a month whose import stands at an index; `erased`: its key was destroyed. */
export async function openedCurve(
  store: EventStore,
  keys: Keys,
  index: number,
): Promise<readonly CountedInterval[] | 'erased'> {
  const intervals: CountedInterval[] = [];
  for (const part of await partsAt(store, index)) {
    const opened = await keys.open(part.keyId);
    if (opened.kind === 'destroyed') return 'erased';
    invariant(opened.kind === 'key', `no key ${part.keyId}`);
    const { stretches } = JSON.parse(unseal(opened.key, part.sealed, curveHead(part))) as OpenedText;
    for (const { from, stepMs, milliWh } of stretches)
      milliWh.forEach((one, i) =>
        intervals.push({ fromMs: from + i * stepMs, toMs: from + (i + 1) * stepMs, milliWh: one }),
      );
  }
  return intervals;
}
