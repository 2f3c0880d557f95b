import { CommandEnded, EXIT } from './exit-codes.js';

/** A calendar month given on the command line, or the end of the command. */
export function monthFrom(field: string, value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return value;
  throw new CommandEnded(EXIT.usage, [
    { code: 'MONTH_INVALID', field, remedy: 'Give a calendar month such as 2026-01.' },
  ]);
}
