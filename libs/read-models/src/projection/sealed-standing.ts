import { readEvent, type SealedHeater } from '#events';
import { invariant } from '#domain/decision';
import type { Standing } from '#domain/metering';
import type { LogSource } from './log-source.js';

const CHUNK = 50;

/** The last reading of a month that was sealed with it, wherever in the log that stands; null where none was. */
export async function sealedStanding(
  log: LogSource,
  heater: string,
  month: string,
): Promise<Standing | null> {
  const [sealed] = await sealedParts(log, heater, month);
  return sealed?.before ?? sealed?.end ?? null;
}

/** What was sealed of a heater that was too long for one event, put together again. */
export const sealedWhole = async (log: LogSource, heater: string, month: string): Promise<SealedHeater> =>
  joinedParts(await sealedParts(log, heater, month));

/** Parts of one heater in their order: its rows one after another, everything else being the same in each. */
export function joinedParts(parts: readonly SealedHeater[]): SealedHeater {
  const [first] = parts;
  invariant(first !== undefined, 'a heater without any part');
  return {
    ...first,
    energy: parts.flatMap(({ energy }) => energy),
    work: parts.flatMap(({ work }) => work),
    pendingWork: parts.flatMap(({ pendingWork }) => pendingWork),
  };
}

/** The parts of a heater follow each other, over as many events as they need. */
async function sealedParts(log: LogSource, heater: string, month: string): Promise<SealedHeater[]> {
  const parts: SealedHeater[] = [];
  for (let revision = 0; ;) {
    const events = await log.readStream(`period-${month}`, revision, CHUNK);
    for (const recorded of events) {
      const event = readEvent(recorded);
      if (event.type !== 'UsageSealed') continue;
      const found = event.data.heaters.filter((one) => one.heater === heater);
      if (found.length === 0 && parts.length > 0) return parts;
      parts.push(...found);
    }
    if (events.length < CHUNK) return parts;
    revision += events.length;
  }
}

/** Whether the last heater of a chunk is this one: then it goes on in the next. */
export async function endsWith(
  log: LogSource,
  month: string,
  chunk: number,
  heater: string,
): Promise<boolean> {
  // The cut stands before the first chunk, so the chunk of this number stands at the next revision.
  const [recorded] = await log.readStream(`period-${month}`, chunk + 1, 1);
  const event = recorded === undefined ? null : readEvent(recorded);
  return event?.type === 'UsageSealed' && event.data.heaters.at(-1)?.heater === heater;
}
