import type { AppendRequest } from '#event-store';
import { exportLine, type NewEvent, type RecordedEvent } from '#events';

/** Well below the 1 MiB that the smallest of the servers takes. */
const GROUP_BYTES_MAX = 512 * 1024;
const GROUP_EVENTS_MAX = 500;

export interface AppendGroup extends AppendRequest {
  /** Index that its last event must get. */
  readonly lastIndex: number;
}

/** The event as its author wrote it: index, stream and revision come from where it is appended. */
const written = (event: RecordedEvent): NewEvent => ({
  id: event.id,
  type: event.type,
  version: event.version,
  recordedAt: event.recordedAt,
  actor: event.actor,
  commandId: event.commandId,
  causation: event.causation,
  data: event.data,
});

/** Events in index order as appends: neighbours of one stream go together, as far as one append may hold them. */
export function appendGroups(events: readonly RecordedEvent[]): readonly AppendGroup[] {
  const groups: { stream: string; first: number; events: NewEvent[]; bytes: number; lastIndex: number }[] =
    [];
  for (const event of events) {
    const bytes = Buffer.byteLength(exportLine(event));
    const last = groups.at(-1);
    const fits =
      last?.stream === event.stream &&
      last.events.length < GROUP_EVENTS_MAX &&
      last.bytes + bytes <= GROUP_BYTES_MAX;
    if (fits) {
      last.events.push(written(event));
      last.bytes += bytes;
      last.lastIndex = event.index;
    } else {
      const { stream, revision, index } = event;
      groups.push({ stream, first: revision, events: [written(event)], bytes, lastIndex: index });
    }
  }
  return groups.map((group) => ({
    stream: group.stream,
    expectedRevision: group.first - 1,
    events: group.events,
    lastIndex: group.lastIndex,
  }));
}
