import type { NewEvent, RecordedEvent } from '#events';

import type { AppendRequest } from '../port.js';

/**
 * Events between threads as one flat array of values: copying it costs a third of copying an object per event.
 * Both ends are of one build, so order is all the format there is.
 */
export type Flat = (string | number | null)[];

export function flattenRequests(requests: readonly AppendRequest[]): Flat {
  const flat: Flat = [];
  for (const { stream, expectedRevision, events } of requests) {
    flat.push(stream, expectedRevision, events.length);
    for (const event of events) pushEvent(flat, event);
  }
  return flat;
}

export function restoreRequests(flat: Flat): AppendRequest[] {
  const requests: AppendRequest[] = [];
  const cursor = { at: 0 };
  while (cursor.at < flat.length) {
    const stream = flat[cursor.at++] as string;
    const expectedRevision = flat[cursor.at++] as number;
    const count = flat[cursor.at++] as number;
    const events = Array.from({ length: count }, () => takeEvent(flat, cursor));
    requests.push({ stream, expectedRevision, events });
  }
  return requests;
}

export function flattenEvents(events: readonly RecordedEvent[]): Flat {
  const flat: Flat = [];
  for (const event of events) {
    flat.push(event.index, event.stream, event.revision);
    pushEvent(flat, event);
  }
  return flat;
}

export function restoreEvents(flat: Flat): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  const cursor = { at: 0 };
  while (cursor.at < flat.length) {
    const index = flat[cursor.at++] as number;
    const stream = flat[cursor.at++] as string;
    const revision = flat[cursor.at++] as number;
    events.push({ index, stream, revision, ...takeEvent(flat, cursor) });
  }
  return events;
}

function pushEvent(flat: Flat, event: NewEvent): void {
  flat.push(
    event.id,
    event.type,
    event.version,
    event.recordedAt,
    event.actor,
    event.commandId,
    event.causation,
    event.data,
  );
}

function takeEvent(flat: Flat, cursor: { at: number }): NewEvent {
  return {
    id: flat[cursor.at++] as string,
    type: flat[cursor.at++] as string,
    version: flat[cursor.at++] as number,
    recordedAt: flat[cursor.at++] as number,
    actor: flat[cursor.at++] as string,
    commandId: flat[cursor.at++] as string,
    causation: flat[cursor.at++] as string | null,
    data: flat[cursor.at++] as string,
  };
}
