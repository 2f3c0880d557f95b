import { EventStoreError } from '../errors.js';
import { type Connection, readAllFrom } from './connection.js';
import { doubling } from './back-off.js';
import { checkFirst } from './event-counter.js';
import { pagesAfter } from './log-pages.js';
import type { Marks } from './marks/index.js';
import type { Known } from './place.js';

const PAUSES = doubling(50, 1_000);

/**
 * Waits for the server, and checks that it holds the log that the marks are of. Answers from where to count: the latest
 * mark, or null where none is kept.
 */
export async function connected(connection: Connection, marks: Marks, ms: number): Promise<Known | null> {
  const since = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    try {
      await readAllFrom({ ...connection, readMs: Math.min(connection.readMs, ms) }, null, 1);
      break;
    } catch (error) {
      const away = error instanceof EventStoreError && error.code === 'STORE_AWAY';
      if (!away || performance.now() - since + PAUSES(attempt) > ms) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSES(attempt)));
    }
  }
  const latest = await marks.latest();
  if (latest === null) return null;
  const first = await marks.atOrBefore(0);
  if (first !== null) checkFirst((await readAllFrom(connection, first.place, 1))[0]);
  // Reads the marked event again, and refuses where something else stands there.
  await pagesAfter(connection, latest, 0).next();
  return latest;
}
