import { openSqliteEventStore } from '#event-store/sqlite';

import { eventOf, printAcknowledged, STREAMS, streamOf } from './acknowledged.js';

/**
 * Appends to many streams at once until it is killed, and prints each append once it is acknowledged.
 * Arguments: the log; then per stream the revision to go on from, so that what was perhaps taken is sent again.
 */
const [path, ...nextRevisions] = process.argv.slice(2);
if (path === undefined) throw new Error('usage: writer-process <log> [revision of each stream …]');

const EVENTS_PER_APPEND_MAX = 5;

// A small log ahead, so that kills fall into checkpoints as well.
const store = await openSqliteEventStore({ path, checkpointPages: 100 });
await Promise.all(Array.from({ length: STREAMS }, (_, writer) => appendForever(writer)));

async function appendForever(writer: number): Promise<never> {
  for (let next = Number(nextRevisions[writer] ?? 0); ;) {
    const count = 1 + ((next * 7 + writer) % EVENTS_PER_APPEND_MAX);
    const events = Array.from({ length: count }, (_, at) => eventOf(writer, next + at));
    const [outcome] = await store.append([{ stream: streamOf(writer), expectedRevision: next - 1, events }]);
    if (outcome?.kind !== 'appended') throw new Error(`not appended: ${JSON.stringify(outcome)}`);
    const { firstRevision, lastRevision, repeated } = outcome;
    process.stdout.write(printAcknowledged({ writer, firstRevision, lastRevision, repeated }));
    next += count;
  }
}
