import { checkSameLog, OtherLog } from '../projection/index.js';
import type { Following } from './partition-run.js';

const NEVER = new AbortController().signal;

/** Whether a partition of the current version holds events that the log does not: it is then ahead of any that is built. */
export async function isOfAnotherLog({ versions, openLog }: Following): Promise<boolean> {
  const current = await versions.current();
  const log = current === null ? null : await openLog(NEVER);
  if (current === null || log === null) return false;
  try {
    for (let number = 0; number < current.partitions; number++) {
      const store = await versions.open(current, { number, of: current.partitions }, 'durable');
      try {
        await checkSameLog(store, log.source);
      } catch (error) {
        if (error instanceof OtherLog) return true;
        throw error;
      } finally {
        await store.close();
      }
    }
    return false;
  } finally {
    await log.close();
  }
}
