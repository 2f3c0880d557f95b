import type { Ids } from '#ports/ids';
import { Problem } from '../http/index.js';

const COMMAND_ID = /^[A-Za-z0-9._:/-]{8,200}$/;
const PERSON = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** The id under which a command is done once: given as `Idempotency-Key`, or made. @throws Problem 400 */
export function commandIdFrom(header: string | undefined, ids: Ids): string {
  if (header === undefined) return ids.next();
  if (COMMAND_ID.test(header)) return header;
  throw new Problem(400, {
    code: 'IDEMPOTENCY_KEY_INVALID',
    field: 'Idempotency-Key',
    remedy: 'Give from 8 to 200 letters, digits or . _ : / -, such as a UUID.',
  });
}

/** Who gives the command: `X-Actor`, or `operator`. @throws Problem 400 */
export function actorFrom(header: string | undefined): string {
  const person = header ?? 'operator';
  if (PERSON.test(person)) return `person:${person}`;
  throw new Problem(400, {
    code: 'ACTOR_INVALID',
    field: 'X-Actor',
    remedy: 'Give the id of a person: small letters, digits, . _ and -, at most 64.',
  });
}
