import type { Refusal } from '#domain/decision';
import { WATT_MS_PER_WH } from '#domain/load-curves';
import { Decimal } from '#domain/quantity';

/** One reading of an energy register in a signed record. */
export interface RegisterReading {
  readonly atMs: number;
  /** Cumulative. */
  readonly wattMs: number;
  /** B: begin of a transaction; E (and L, R, A, P): its end; others lie between. */
  readonly kind: 'begin' | 'end' | 'between';
}

type Fields = Readonly<Record<string, unknown>>;

const refusal = (code: string, field: string, remedy: string): Refusal => ({ code, field, remedy });

/** Before this year no clock of such a meter was right. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}),(\d{3})([+-]\d{2})(\d{2}) ([UISR])$/;

/** OBIS x-y:1.8.z, active energy taken from the grid, also in the padded form 01-00:01.08.00.FF. */
const isImport = (register: unknown): boolean => typeof register === 'string' && /:0?1\.0?8\./.test(register);

const PER_UNIT_WH: Readonly<Record<string, number>> = { Wh: 1, kWh: 1000 };

function wattMsOf(value: unknown, unit: unknown): number | null {
  const perUnit = typeof unit === 'string' ? PER_UNIT_WH[unit] : undefined;
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (perUnit === undefined || !/^\d{1,12}(\.\d{1,9})?$/.test(text)) return null;
  const wattMs = new Decimal(text).times(perUnit).times(WATT_MS_PER_WH).toNumber();
  return Number.isSafeInteger(wattMs) ? wattMs : null;
}

const KINDS: Readonly<Record<string, RegisterReading['kind']>> = {
  B: 'begin',
  E: 'end',
  L: 'end',
  R: 'end',
  A: 'end',
  P: 'end',
};

function readingOf(fields: Fields, field: string): RegisterReading | Refusal {
  const time = TIME.exec(String(fields['TM']));
  if (time === null)
    return refusal('OCMF_RECORD_INVALID', field, 'A reading has a time (TM) with offset and status.');
  const atMs = Date.parse(`${time[1]}.${time[2]}${time[3]}:${time[4]}`);
  if (Number.isNaN(atMs) || atMs < EARLIEST_MS || time[5] === 'U')
    return refusal(
      'OCMF_CLOCK_NOT_SET',
      field,
      `The clock of the meter was not set (${String(fields['TM'])}): nobody can say when this was.`,
    );
  if (fields['ST'] !== 'G')
    return refusal(
      'OCMF_METER_FAULT',
      field,
      `The meter itself does not vouch for this value (status ${String(fields['ST'])}).`,
    );
  const wattMs = wattMsOf(fields['RV'], fields['RU']);
  if (wattMs === null)
    return refusal('OCMF_RECORD_INVALID', field, 'A register is told in Wh or kWh, from 0.');
  return { atMs, wattMs, kind: KINDS[String(fields['TX'])] ?? 'between' };
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Who signed, and its readings of energy taken: what a later record of the same session is joined by. */
export interface OcmfPayload {
  readonly meter: string;
  readonly readings: readonly RegisterReading[];
}

/**
 * The readings of a signed payload. Fields that a reading leaves out are those of the reading before. Refusals, of
 * the record as a whole: OCMF_RECORD_INVALID, OCMF_CLOCK_NOT_SET, OCMF_METER_FAULT.
 */
export function payloadOf(text: string, field: string): OcmfPayload | Refusal {
  let payload: unknown;
  try {
    payload = JSON.parse(text);
  } catch {
    payload = null;
  }
  const list = isRecord(payload) ? payload['RD'] : null;
  if (!isRecord(payload) || !Array.isArray(list) || !list.every(isRecord))
    return refusal('OCMF_RECORD_INVALID', field, 'A record is OCMF|{…,"RD":[…]}|{"SD":…}.');
  const readings: RegisterReading[] = [];
  let before: Fields = {};
  for (const given of list) {
    before = { ...before, ...given };
    if (!isImport(before['RI'])) continue;
    const reading = readingOf(before, field);
    if ('code' in reading) return reading;
    readings.push(reading);
  }
  return { meter: String(payload['MS'] ?? payload['GS'] ?? ''), readings };
}
