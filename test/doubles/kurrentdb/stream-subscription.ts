import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';

import type { Sender } from './sender.js';
import { streamDeleted } from './refusals.js';
import type { Served } from './served.js';
import { TOMBSTONE_REVISION, type LogRecord, type ServerLog } from './server-log.js';
import { CAUGHT_UP, FELL_BEHIND, streamNameOf } from './wire.js';

function lastRevisionOf(log: ServerLog, stream: string): number {
  return log.visibleOf(stream)?.records.at(-1)?.revision ?? -1;
}

function recordsAfter(log: ServerLog, stream: string, revision: number): readonly LogRecord[] {
  const visible = log.visibleOf(stream);
  if (visible === null) return [];
  const base = visible.records[0]?.revision ?? 0;
  return visible.records.slice(Math.max(visible.first, revision + 1 - base));
}

/** Follows one stream after a revision, which need not be there yet. */
export async function followStream(
  { log, saysFellBehind }: Served,
  sender: Sender,
  asked: ReadReq.Options.StreamOptions,
  fallen: () => AbortSignal,
): Promise<void> {
  const stream = streamNameOf(asked.getStreamIdentifier());
  if (log.isTombstoned(stream)) throw streamDeleted(stream);
  let revision = -1;
  if (asked.hasEnd()) revision = lastRevisionOf(log, stream);
  else if (asked.hasRevision()) revision = Number(asked.getRevision());
  const sendNew = async (): Promise<void> => {
    for (const record of recordsAfter(log, stream, revision)) {
      await sender.event(record);
      if (record.revision === TOMBSTONE_REVISION) throw streamDeleted(stream);
      revision = record.revision;
    }
  };
  while (!sender.signal.aborted) {
    await sendNew();
    await sender.send(CAUGHT_UP);
    const behind = fallen();
    const either = AbortSignal.any([sender.signal, behind]);
    while (!either.aborted) {
      const grown = log.grown(either);
      await sendNew();
      await grown;
    }
    if (behind.aborted && saysFellBehind) await sender.send(FELL_BEHIND);
  }
}
