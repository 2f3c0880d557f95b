import { readEvent, type SealedHeater } from '#events';
import type { Standing } from '#domain/metering';
import type { LogSource } from './log-source.js';

const CHUNK = 50;

/** The last reading of a month that was sealed with it, wherever in the log that stands; null where none was. */
export async function sealedStanding(
  log: LogSource,
  heater: string,
  month: string,
): Promise<Standing | null> {
  const sealed = await sealedHeater(log, heater, month);
  return sealed?.before ?? sealed?.end ?? null;
}

async function sealedHeater(log: LogSource, heater: string, month: string): Promise<SealedHeater | null> {
  for (let revision = 0; ;) {
    const events = await log.readStream(`period-${month}`, revision, CHUNK);
    for (const recorded of events) {
      const event = readEvent(recorded);
      const found =
        event.type === 'UsageSealed' ? event.data.heaters.find((one) => one.heater === heater) : undefined;
      if (found !== undefined) return found;
    }
    if (events.length < CHUNK) return null;
    revision += events.length;
  }
}
