/** Why a store cannot be opened or read. Appends never throw these: their outcome says `failed`. */
export type EventStoreErrorCode =
  /** The store was closed by its owner. */
  | 'CLOSED'
  /** Another writer holds the log. */
  | 'SECOND_WRITER'
  /** The file is not a log of this program. */
  | 'FOREIGN_DATABASE'
  /** The log was written by a newer version of this program. */
  | 'NEWER_DATABASE'
  /** The storage does not offer the durability that an acknowledgement promises. */
  | 'NOT_DURABLE'
  /** There is no log at this place yet. */
  | 'LOG_MISSING'
  /** The storage or the thread that serves it is gone. */
  | 'STORE_AWAY'
  /** The address is none of an event store that this program speaks to. */
  | 'STORE_URL_INVALID'
  /** The server refuses the user or the password, or the user may not read the log. */
  | 'STORE_REFUSED'
  /** The server does not offer what this program needs of it. */
  | 'STORE_UNSUITABLE'
  /** The log, or what is known of its places, belongs to another program or another log. */
  | 'LOG_FOREIGN'
  /** Events are missing from the log, or a stream is set to lose some: places can no longer be counted. */
  | 'LOG_TRUNCATED';

/** A refusal to open or read: a stable code, and a message that says what to do. */
export class EventStoreError extends Error {
  readonly code: EventStoreErrorCode;

  constructor(code: EventStoreErrorCode, message: string) {
    super(message);
    this.name = 'EventStoreError';
    this.code = code;
  }
}
