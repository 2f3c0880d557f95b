/** Who caused an event: `person:<id>`, `heater:<id>` or `process:<name>`. */
export type Actor = string;

/** An event as it is appended. `data` is canonical JSON text: hot paths never print it twice. */
export interface NewEvent {
  /** UUIDv5 of what makes it the same event again, or a time-ordered v7; never random v4. */
  readonly id: string;
  readonly type: string;
  readonly version: number;
  /** Our clock (ms UTC); the store's own time is ignored. */
  readonly recordedAt: number;
  readonly actor: Actor;
  readonly commandId: string;
  /** Id of the event or command that led to this one. */
  readonly causation: string | null;
  /** Canonical JSON text. */
  readonly data: string;
}

/** An event as it is read. Its place is its index: 0, 1, 2 … over all our events, the same in every store and export. */
export interface RecordedEvent extends NewEvent {
  readonly index: number;
  readonly stream: string;
  readonly revision: number;
}
