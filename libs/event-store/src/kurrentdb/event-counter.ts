import type { RecordedEvent } from '#events';

import { EventStoreError } from '../errors.js';
import { isSystemName, streamOfSettings } from './names.js';
import { covers, type Known, type Place } from './place.js';
import { StreamRevisions } from './stream-revisions.js';
import { forgettingOf, truncated } from './truncation.js';
import { recordedEventOf, type WireEvent } from './wire-event.js';

/** An event of ours with its index, settings of a stream of ours, or nothing that concerns us. */
export type Counted =
  | { readonly kind: 'event'; readonly event: RecordedEvent; readonly place: Place }
  | { readonly kind: 'settings'; readonly stream: string; readonly forgetting: string | null }
  | { readonly kind: 'nothing' };

const NOTHING: Counted = { kind: 'nothing' };

/**
 * Counts our index over the log of the server: events of ours in the order of their places, from an event whose index
 * is known, or from the first one. What was taken already is passed over, so a repeated delivery counts nothing twice.
 */
export class EventCounter {
  private next: number;
  private seen: Place | null;
  private readonly revisions: StreamRevisions;

  /** Goes on after `known`; from the beginning where it is null. */
  constructor(known: Known | null) {
    this.next = known === null ? 0 : known.index + 1;
    this.seen = known?.place ?? null;
    this.revisions = new StreamRevisions(known === null);
  }

  /** Index that the next event will have. */
  nextIndex(): number {
    return this.next;
  }

  /** Errors: {@link EventStoreError} LOG_FOREIGN, LOG_TRUNCATED. */
  take(event: WireEvent): Counted {
    const { streamId: stream, position: place } = event;
    if (place === undefined || covers(this.seen, place)) return NOTHING;
    this.seen = place;
    const settingsOf = streamOfSettings(stream);
    if (settingsOf !== null && event.type === '$metadata')
      return { kind: 'settings', stream: settingsOf, forgetting: forgettingOf(event.data) };
    if (isSystemName(stream)) return NOTHING;
    if (event.type === '$streamDeleted') throw truncated(stream, 'was deleted');
    if (isSystemName(event.type)) return NOTHING;
    const recorded = recordedEventOf(event, this.next);
    if (recorded.index === 0) checkFirst(event);
    this.revisions.take(stream, recorded.revision);
    this.next += 1;
    return { kind: 'event', event: recorded, place };
  }
}

/** Event 0 names the installation. Errors: {@link EventStoreError} LOG_FOREIGN. */
export function checkFirst(event: Pick<WireEvent, 'streamId' | 'type'> | undefined): void {
  if (event?.streamId === 'installation' && event.type === 'InstallationNamed') return;
  const first = event === undefined ? 'nothing' : `${event.type} in stream ${event.streamId}`;
  throw new EventStoreError(
    'LOG_FOREIGN',
    `where the log of this ledger begins, the server holds ${first}: give this ledger a server of its own, and the data that belongs to it`,
  );
}
