import { invariant } from '#domain/decision';
import type { NewEvent, RecordedEvent } from '#events';
import { jsonEvent, type JSONEventData } from '@eventstore/db-client';

import { EventStoreError } from '../errors.js';
import type { Known, Place } from './place.js';

/** An event as the client hands it out. */
export interface WireEvent {
  readonly streamId: string;
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: unknown;
  readonly metadata?: unknown;
  /** Given when the whole log is read; a read of one stream says nothing of it. */
  readonly position?: Place | undefined;
}

/** What stands beside the data of an event of ours. */
interface Beside {
  readonly version: number;
  readonly recordedAt: number;
  readonly actor: string;
  readonly commandId: string;
  readonly causation: string | null;
  /** The latest event its writer knew: from there its index is counted. */
  readonly after: readonly [index: number, commit: string, prepare: string] | null;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * The client parses and prints JSON again, so only canonical text comes back byte for byte; and it keeps only ids that
 * are UUIDs. Both are kept by those who make events: anything else is a fault of ours.
 */
export function wireEventOf(event: NewEvent, after: Known | null): JSONEventData {
  invariant(UUID.test(event.id), `the id ${event.id} is no UUID in small letters`);
  const data = JSON.parse(event.data) as Record<string, unknown>;
  invariant(JSON.stringify(data) === event.data, `the data of ${event.type} ${event.id} is not canonical`);
  const beside: Beside = {
    version: event.version,
    recordedAt: event.recordedAt,
    actor: event.actor,
    commandId: event.commandId,
    causation: event.causation,
    after: after && [after.index, String(after.place.commit), String(after.place.prepare)],
  };
  return jsonEvent({ id: event.id, type: event.type, data, metadata: { ...beside } });
}

/** Errors: {@link EventStoreError} LOG_FOREIGN for an event that this program did not write. */
export function recordedEventOf(event: WireEvent, index: number): RecordedEvent {
  const { version, recordedAt, actor, commandId, causation } = besideOf(event);
  return {
    index,
    stream: event.streamId,
    revision: Number(event.revision),
    id: event.id,
    type: event.type,
    version,
    recordedAt,
    actor,
    commandId,
    causation,
    data: JSON.stringify(event.data),
  };
}

/** The latest event that the writer of this one knew, and so one before it. */
export function knownBefore(event: WireEvent): Known | null {
  const { after } = besideOf(event);
  if (after === null) return null;
  return { index: after[0], place: { commit: BigInt(after[1]), prepare: BigInt(after[2]) } };
}

function besideOf(event: WireEvent): Beside {
  const beside = event.metadata as Partial<Beside> | null | undefined;
  if (
    event.isJson &&
    typeof beside?.version === 'number' &&
    typeof beside.recordedAt === 'number' &&
    typeof beside.actor === 'string' &&
    typeof beside.commandId === 'string' &&
    beside.causation !== undefined &&
    beside.after !== undefined
  )
    return beside as Beside;
  throw new EventStoreError(
    'LOG_FOREIGN',
    `event ${event.revision} of stream ${event.streamId} was written by another program: give this ledger a server of its own`,
  );
}
