/** What can be wrong with an event, as a stable code. */
export type EventFaultCode =
  | 'NOT_CANONICAL'
  | 'UNKNOWN_EVENT_TYPE'
  | 'NEWER_EVENT_VERSION'
  | 'MISSING_UPCASTER'
  | 'INVALID_EVENT_DATA'
  | 'SEAL_BROKEN'
  | 'INVALID_KEY';

/** A broken event: a fault of ours or of the log. Whoever meets it stops and says which event. */
export class EventFault extends Error {
  constructor(
    readonly code: EventFaultCode,
    message: string,
  ) {
    super(message);
    this.name = 'EventFault';
  }
}
