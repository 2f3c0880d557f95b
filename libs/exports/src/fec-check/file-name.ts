import { dayOf } from './fields.js';
import type { Findings } from './findings.js';

const NAME = /^(\d{9})FEC(\d{8})\.txt$/i;

/** A SIREN's digits, each second one doubled, sum to a multiple of ten (Luhn). */
function isSiren(text: string): boolean {
  const sum = [...text].reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Last day of the fiscal year (AAAAMMJJ) that a file name says; null where it says none. */
export function yearEndOf(name: string, findings: Findings): string | null {
  const [, siren, end] = NAME.exec(name) ?? [];
  const place = { line: null, column: null };
  if (siren === undefined || end === undefined || dayOf(end) === null) {
    findings.add('FILE_NAME', place, name);
    return null;
  }
  if (!isSiren(siren)) findings.add('FILE_NAME', place, name, 'a SIREN whose check digit fits');
  return end;
}
