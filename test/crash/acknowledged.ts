import type { NewEvent } from '#events';

/** Streams that the program appends to at the same time. */
export const STREAMS = 16;

export const streamOf = (writer: number): string => `telemetry-q${writer}-0`;

/** The event that is always the same again, however often the program is killed before it knows that it was taken. */
export function eventOf(writer: number, revision: number): NewEvent {
  const id = `0192f0c4-0000-7000-8000-${String(writer).padStart(4, '0')}${String(revision).padStart(8, '0')}`;
  return {
    id,
    type: 'TelemetryRecorded',
    version: 1,
    recordedAt: 1_730_419_200_000 + revision,
    actor: `heater:q${writer}`,
    commandId: id,
    causation: null,
    // Lengths differ, so that records end at any byte of a page.
    data: JSON.stringify({ writer, revision, filling: 'w'.repeat((revision * 389 + writer * 61) % 1_500) }),
  };
}

/** One acknowledged append, as the program prints it before it goes on. */
export interface Acknowledged {
  readonly writer: number;
  readonly firstRevision: number;
  readonly lastRevision: number;
  readonly repeated: boolean;
}

export const printAcknowledged = (one: Acknowledged): string =>
  `${one.writer} ${one.firstRevision} ${one.lastRevision} ${one.repeated ? 1 : 0}\n`;

export function readAcknowledged(line: string): Acknowledged {
  const [writer, firstRevision, lastRevision, repeated] = line.split(' ').map(Number);
  if (writer === undefined || firstRevision === undefined || lastRevision === undefined) {
    throw new Error(`not a line of the program: ${line}`);
  }
  return { writer, firstRevision, lastRevision, repeated: repeated === 1 };
}
