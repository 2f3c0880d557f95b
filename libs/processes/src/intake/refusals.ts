import type { Refusal } from '#domain/decision';

/** Why an upload is refused. Stable: heaters and their operators act on it. */
export const REMEDIES = Object.freeze({
  MALFORMED_UPLOAD: 'Send {head, signature, body} as the API description says.',
  BODY_NOT_CANONICAL: 'Print the keys of the body, its slices and attempt ends in the order of their schema.',
  BODY_HASH_MISMATCH: 'bodyHash is the SHA-256 in hex of the canonical text of the body.',
  HEAD_BODY_MISMATCH: 'Head and body must speak of the same readings.',
  UNKNOWN_HEATER: 'Commission the heater first, or mend its id.',
  EPOCH_NOT_OPEN: 'Open this epoch for the heater, or send with an epoch that is open.',
  SIGNATURE_MISSING: 'This epoch has a key: sign the canonical head with it (Ed25519).',
  SIGNATURE_INVALID: 'The signature does not fit the canonical head and the key of this epoch.',
  SIGNATURE_UNEXPECTED: 'This epoch has no key: send null as signature, or open an epoch with a key.',
  NUMBER_TAKEN: 'Another body is recorded under this number for ever: go on with the next number.',
  NUMBER_GAP: 'Send the missing uploads first, in order.',
  UPLOAD_TOO_LARGE: 'Send fewer readings or slices: an upload must fit a line of 65 535 bytes once recorded.',
});
export type RefusalCode = keyof typeof REMEDIES;

export interface UploadRefusal extends Refusal {
  readonly code: RefusalCode;
}

export const refusal = (
  code: RefusalCode,
  field: string,
  remedy: string = REMEDIES[code],
): UploadRefusal => ({ code, field, remedy });

/** Why an upload was not looked at to the end; the same upload sent again may well be recorded. */
export const WAITING = Object.freeze({
  PREVIOUS_FAILED:
    'An earlier upload of this heater in this request failed: mend that one, then send this again.',
  STORE_FULL: 'The log has no room: send the same upload again later.',
  STORE_AWAY: 'The log does not answer: send the same upload again later.',
  KEYS_AWAY: 'No key can be had to seal it: send the same upload again later.',
  OVERLOADED: 'Too many uploads at once: send the same upload again later.',
  CLOSED: 'The ledger is stopping: send the same upload again later.',
});
export type WaitingCode = keyof typeof WAITING;
