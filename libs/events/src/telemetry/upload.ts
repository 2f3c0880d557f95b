import Type, { type Static } from 'typebox';
import { Base64Url, Count, Id, Instant, OneOf, Sha256, Shape, Text } from '../schema/index.js';

/** What the heater signs: the canonical text of this object, in this order. */
export const UploadHead = Shape({
  v: Type.Literal(1, { description: 'format of head and body' }),
  heater: Id('heater'),
  epoch: Type.Integer({
    minimum: 0,
    maximum: 9999,
    description: 'epoch: a new one begins with a new board or key',
  }),
  number: Count('number of the upload in its epoch, from 0 without gaps; equals the stream revision'),
  from: Instant('first reading'),
  to: Instant('last reading'),
  bodyHash: Sha256('of the canonical text of the body'),
});
export type UploadHead = Static<typeof UploadHead>;

const SAFE = Number.MAX_SAFE_INTEGER;
const Column = (description: string, minItems = 0) =>
  Type.Array(Type.Integer({ minimum: -SAFE, maximum: SAFE }), { minItems, maxItems: 4096, description });

export const Slice = Shape({
  job: Text('job', 64),
  attempt: Type.Integer({ minimum: 1, maximum: 100000, description: 'attempt of the job, from 1' }),
  contract: Id('contract, or `burn` (computing nothing, for heat), or `internal`'),
  from: Instant('start'),
  to: Instant('end'),
  coreMs: Count('work (core·ms)'),
  ghzMs: Count('work (GHz·ms)'),
  model: Text('processor model', 64),
  plan: Id('plan class'),
});
export type Slice = Static<typeof Slice>;

export const Outcome = OneOf(['completed', 'failed', 'preempted'], 'how the attempt ended');
export type Outcome = Static<typeof Outcome>;

export const AttemptEnd = Shape({
  job: Text('job', 64),
  attempt: Type.Integer({ minimum: 1, maximum: 100000, description: 'attempt of the job, from 1' }),
  at: Instant('end of the attempt'),
  outcome: Outcome,
});
export type AttemptEnd = Static<typeof AttemptEnd>;

/**
 * Readings in columns. Every column is delta-coded: the first value, then differences.
 * `at` has one value per reading; any other column may stop early, and the differences
 * left out are zero (a register at rest or a constant mode costs one number).
 */
export const UploadBody = Type.Object(
  {
    salt: Type.String({
      pattern: '^[A-Za-z0-9_-]{22}$',
      description: '16 random bytes (base64url), kept for retries',
    }),
    at: Column('time of each reading (ms UTC)', 1),
    mainWh: Column('main register: computing (Wh)', 1),
    auxWh: Column('auxiliary register: resistive element (Wh)', 1),
    mode: Column('0 normal, 1 low power, 2 off', 1),
    clock: Column('0 U unknown, 1 I informative, 2 S synchronised, 3 R relative', 1),
    roomDeciC: Type.Optional(Column('room temperature (0.1 °C)')),
    targetDeciC: Type.Optional(Column('setpoint (0.1 °C)')),
    flags: Type.Optional(Column('1 opened, 2 auxiliary element on')),
    slices: Type.Array(Slice, { maxItems: 1024, description: 'computing done in this upload' }),
    attemptEnds: Type.Array(AttemptEnd, {
      maxItems: 1024,
      description: 'outcomes known since the last upload',
    }),
  },
  { additionalProperties: false },
);
export type UploadBody = Static<typeof UploadBody>;

/** Key order of the canonical body text. */
export const BODY_KEYS = Object.freeze([
  'salt',
  'at',
  'mainWh',
  'auxWh',
  'mode',
  'clock',
  'roomDeciC',
  'targetDeciC',
  'flags',
  'slices',
  'attemptEnds',
] as const);

/** Ed25519 over the UTF-8 text of the canonical head; `null` only where the epoch has no key. */
export const Signature = Base64Url('Ed25519 signature of the canonical head', 86);
