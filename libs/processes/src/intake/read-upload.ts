import { hash } from 'node:crypto';
import { Ajv, type ErrorObject } from 'ajv';
import Type, { type Static } from 'typebox';
import { BODY_KEYS, Nullable, Signature, UploadBody, UploadHead, headText, Slice, AttemptEnd } from '#events';
import { columnFault } from './columns.js';
import { refusal, type UploadRefusal } from './refusals.js';
import type { UploadName } from './results.js';

/** As it comes over the wire; a missing signature means none. */
export const WireUploadSchema = Type.Object(
  { head: UploadHead, signature: Type.Optional(Nullable(Signature)), body: UploadBody },
  { additionalProperties: false },
);

/** An upload that says one thing about itself: head and body agree, and the body is what was hashed. */
export interface ReadableUpload {
  readonly head: UploadHead;
  readonly headText: string;
  readonly bodyText: string;
  readonly signature: string | null;
}

const validate = new Ajv().compile<Static<typeof WireUploadSchema>>(WireUploadSchema);

const SLICE_KEYS = Object.keys(Slice.properties);
const END_KEYS = Object.keys(AttemptEnd.properties);

/** Whether the keys stand in this order; keys that are left out are passed over. */
function inOrder(value: object, keys: readonly string[]): boolean {
  let at = 0;
  for (const key in value) {
    while (at < keys.length && keys[at] !== key) at += 1;
    if (at === keys.length) return false;
    at += 1;
  }
  return true;
}

const isCanonical = (body: UploadBody): boolean =>
  inOrder(body, BODY_KEYS) &&
  body.slices.every((slice) => inOrder(slice, SLICE_KEYS)) &&
  body.attemptEnds.every((end) => inOrder(end, END_KEYS));

/** `/body/slices/0/job` → `body.slices[0].job`. */
const fieldOf = (error: ErrorObject): string => {
  const missing: unknown = error.params['missingProperty'] ?? error.params['additionalProperty'];
  const path = error.instancePath + (typeof missing === 'string' ? `/${missing}` : '');
  return path
    .slice(1)
    .replaceAll(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.');
};

function malformed(): UploadRefusal {
  const error = validate.errors![0]!;
  return refusal('MALFORMED_UPLOAD', fieldOf(error), `This ${error.message ?? 'is not as the schema says'}.`);
}

/** Checks what an upload alone can tell, without heater or log. Pure. */
export function readUpload(candidate: unknown): ReadableUpload | UploadRefusal {
  if (!validate(candidate)) return malformed();
  const { head, body, signature = null } = candidate;
  if (!isCanonical(body)) return refusal('BODY_NOT_CANONICAL', 'body');
  const bodyText = JSON.stringify(body);
  if (hash('sha256', bodyText, 'hex') !== head.bodyHash)
    return refusal('BODY_HASH_MISMATCH', 'head.bodyHash');
  return columnFault(head, body) ?? { head, headText: headText(head), bodyText, signature };
}

/** What can be told of an upload, be it readable or not. */
export function nameOf(candidate: unknown): UploadName {
  const head: unknown = (candidate as { head?: unknown } | null | undefined)?.head;
  const { heater, epoch, number } = (head ?? {}) as { heater?: unknown; epoch?: unknown; number?: unknown };
  const integer = (value: unknown): number | null =>
    Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null;
  return {
    heater: typeof heater === 'string' && heater.length <= 64 ? heater : null,
    epoch: integer(epoch),
    number: integer(number),
  };
}
