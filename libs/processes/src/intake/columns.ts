import type { UploadBody, UploadHead } from '#events';
import { refusal, type UploadRefusal } from './refusals.js';

/** Registers have at most twelve digits (`registerDigits` of a heater). */
const REGISTER_MAX = 999_999_999_999;
/** End of the year 9999: no date is printed beyond it. */
const INSTANT_MAX = 253_402_300_799_999;
const SAFE = Number.MAX_SAFE_INTEGER;

type ColumnName = 'at' | 'mainWh' | 'auxWh' | 'mode' | 'clock' | 'roomDeciC' | 'targetDeciC' | 'flags';

/** What a column can say at all. A value inside that is merely implausible is recorded, and the fold holds it. */
const RANGES: readonly (readonly [ColumnName, number, number])[] = [
  ['at', 0, INSTANT_MAX],
  ['mainWh', 0, REGISTER_MAX],
  ['auxWh', 0, REGISTER_MAX],
  ['mode', 0, 2],
  ['clock', 0, 3],
  ['roomDeciC', -SAFE, SAFE],
  ['targetDeciC', -SAFE, SAFE],
  ['flags', 0, SAFE],
];

/** Index of the first value outside the range, or −1. Sums stay safe: both terms of the first bad one are. */
function firstOutside(deltas: readonly number[], min: number, max: number): number {
  let value = 0;
  for (let index = 0; index < deltas.length; index += 1) {
    value += deltas[index]!;
    if (value < min || value > max) return index;
  }
  return -1;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What is wrong between the columns, or between them and the head; `null` where nothing is. */
export function columnFault(head: UploadHead, body: UploadBody): UploadRefusal | null {
  const readings = body.at.length;
  for (const [name, min, max] of RANGES) {
    const deltas = body[name];
    if (deltas === undefined) continue;
    if (deltas.length > readings)
      return refusal(
        'HEAD_BODY_MISMATCH',
        `body.${name}`,
        `This column has ${deltas.length} values for ${readings} readings: send at most one per reading.`,
      );
    const outside = firstOutside(deltas, min, max);
    if (outside >= 0)
      return refusal(
        'MALFORMED_UPLOAD',
        `body.${name}[${outside}]`,
        `The value of this reading must lie from ${min} to ${max}; columns are differences after the first.`,
      );
  }
  if (body.at[0] !== head.from)
    return refusal('HEAD_BODY_MISMATCH', 'head.from', 'from is the time of the first reading.');
  if (sum(body.at) !== head.to)
    return refusal('HEAD_BODY_MISMATCH', 'head.to', 'to is the time of the last reading.');
  return null;
}
