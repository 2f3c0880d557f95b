import { hash, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { AttemptEnd, Slice, UploadBody, UploadHead } from './upload.js';

/** Readings as a heater has them: columns of absolute values, one per reading, ascending in time. */
export interface ReadingColumns {
  /** ms UTC */
  readonly at: readonly number[];
  readonly mainWh: readonly number[];
  readonly auxWh: readonly number[];
  readonly mode: readonly number[];
  readonly clock: readonly number[];
  readonly roomDeciC?: readonly number[];
  readonly targetDeciC?: readonly number[];
  readonly flags?: readonly number[];
}

export interface UploadContent {
  readonly heater: string;
  readonly epoch: number;
  readonly number: number;
  readonly readings: ReadingColumns;
  readonly slices: readonly Slice[];
  readonly attemptEnds: readonly AttemptEnd[];
  /** 16 bytes in base64url; kept and sent again in every retry of this upload. */
  readonly salt: string;
  readonly privateKey?: KeyObject;
}

/** What goes over the wire, and the texts that were hashed and signed. */
export interface WireUpload {
  readonly head: UploadHead;
  readonly signature: string | null;
  readonly body: UploadBody;
}

/** First value, then differences; differences left out at the end are zero. */
export function deltaColumn(values: readonly number[]): number[] {
  const deltas = values.map((value, index) => (index === 0 ? value : value - values[index - 1]!));
  let length = deltas.length;
  while (length > 1 && deltas[length - 1] === 0) length -= 1;
  return deltas.slice(0, length);
}

/** The absolute values of a column of this many readings. */
export function decodeColumn(deltas: readonly number[], readings: number): number[] {
  const values = new Array<number>(readings);
  let value = 0;
  for (let index = 0; index < readings; index += 1) {
    value += deltas[index] ?? 0;
    values[index] = value;
  }
  return values;
}

export const newSalt = (random: (count: number) => Uint8Array = randomBytes): string =>
  Buffer.from(random(16)).toString('base64url');

/** Canonical text of a head: what is signed, and the additional data of a sealed body. */
export function headText(head: UploadHead): string {
  const { v, heater, epoch, number, from, to, bodyHash } = head;
  return JSON.stringify({ v, heater, epoch, number, from, to, bodyHash });
}

/** The upload as it is sent: head, signature (where there is a key) and delta-coded body, keys in canonical order. */
export function encodeUpload(content: UploadContent): WireUpload {
  const { heater, epoch, number, readings, slices, attemptEnds, salt, privateKey } = content;
  const { at, roomDeciC, targetDeciC, flags } = readings;
  const body: UploadBody = {
    salt,
    at: at.map((ms, index) => (index === 0 ? ms : ms - at[index - 1]!)),
    mainWh: deltaColumn(readings.mainWh),
    auxWh: deltaColumn(readings.auxWh),
    mode: deltaColumn(readings.mode),
    clock: deltaColumn(readings.clock),
    ...(roomDeciC && { roomDeciC: deltaColumn(roomDeciC) }),
    ...(targetDeciC && { targetDeciC: deltaColumn(targetDeciC) }),
    ...(flags && { flags: deltaColumn(flags) }),
    slices: slices.map(({ job, attempt, contract, from, to, coreMs, ghzMs, model, plan }) => ({
      job,
      attempt,
      contract,
      from,
      to,
      coreMs,
      ghzMs,
      model,
      plan,
    })),
    attemptEnds: attemptEnds.map(({ job, attempt, at: endedAt, outcome }) => ({
      job,
      attempt,
      at: endedAt,
      outcome,
    })),
  };
  const head: UploadHead = {
    v: 1,
    heater,
    epoch,
    number,
    from: at[0]!,
    to: at[at.length - 1]!,
    bodyHash: hash('sha256', JSON.stringify(body), 'hex'),
  };
  const signature = privateKey
    ? sign(null, Buffer.from(headText(head)), privateKey).toString('base64url')
    : null;
  return { head, signature, body };
}
