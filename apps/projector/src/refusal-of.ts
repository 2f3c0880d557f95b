import type { Refusal } from '#domain/decision';
import { VARIABLES } from './variables.js';

/** Codes of `DatabaseError` and `EventStoreError` begin so; they come from other threads too, without their class. */
const FIELDS: readonly (readonly [codes: RegExp, field: string])[] = [
  [/^(DATABASE_|KEYS_MISSING$)/, VARIABLES.databaseUrl.variable],
  [/^(STORE|LOG)_/, VARIABLES.eventStoreUrl.variable],
  [/^(FOREIGN_DATABASE|NEWER_DATABASE|NOT_DURABLE)$/, VARIABLES.dataDir.variable],
];

/** What log or database refused, for who set their address; null for any other fault. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const { code, message } = error;
  const field = FIELDS.find(([codes]) => codes.test(code))?.[1];
  return field === undefined ? null : { code, field, remedy: message };
}
