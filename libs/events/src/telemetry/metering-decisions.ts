import { Count, Id, Instant, OneOf, Shape, Text, Wh, defineEvent, type EventOf } from '../schema/index.js';
import Type from 'typebox';
import { Outcome } from './upload.js';

const stream = 'metering-<heater>';
export const Register = OneOf(['main', 'aux'], 'register');
export type Register = 'main' | 'aux';

export const UploadRefused = defineEvent(
  'UploadRefused',
  1,
  stream,
  'An upload was refused for the first time with this number and code; nothing of it was recorded.',
  Shape({
    heater: Id('heater'),
    epoch: Count('epoch'),
    number: Count('number'),
    code: Text('refusal code', 64),
    field: Text('field at fault', 200),
  }),
);
export type UploadRefused = EventOf<typeof UploadRefused>;

const span = {
  heater: Id('heater'),
  from: Instant('start of the held span'),
  to: Instant('end of the held span'),
};
export const HeldSpanReleased = defineEvent(
  'HeldSpanReleased',
  1,
  stream,
  'A named person decided that a held span counts as measured.',
  Shape({ ...span, reason: Text('why') }),
);
export type HeldSpanReleased = EventOf<typeof HeldSpanReleased>;

export const HeldSpanDiscarded = defineEvent(
  'HeldSpanDiscarded',
  1,
  stream,
  'A named person decided that the energy of a held span is credited to nobody.',
  Shape({ ...span, reason: Text('why') }),
);
export type HeldSpanDiscarded = EventOf<typeof HeldSpanDiscarded>;

export const EnergyCorrected = defineEvent(
  'EnergyCorrected',
  1,
  stream,
  'The energy of one register over a span is this, whatever readings say; registers stay. The latest in log order wins.',
  Shape({
    correction: Id('correction'),
    heater: Id('heater'),
    register: Register,
    from: Instant('start'),
    to: Instant('end'),
    energyWh: Wh('energy of the span, spread evenly'),
    reason: Text('why'),
  }),
);
export type EnergyCorrected = EventOf<typeof EnergyCorrected>;

export const EstimateAccepted = defineEvent(
  'EstimateAccepted',
  1,
  stream,
  'A named person accepted an estimate for a span that no register shows; a later reading replaces it.',
  Shape({
    heater: Id('heater'),
    from: Instant('start'),
    to: Instant('end'),
    mainWh: Wh('main'),
    auxWh: Wh('auxiliary'),
    method: Text('how it was estimated'),
    acceptedBy: Text('who accepts it', 100),
  }),
);
export type EstimateAccepted = EventOf<typeof EstimateAccepted>;

export const SpanSetAside = defineEvent(
  'SpanSetAside',
  1,
  stream,
  'A named person lets a period close although this span of a heater is open; its energy stays pending.',
  Shape({ ...span, reason: Text('why'), acceptedBy: Text('who accepts it', 100) }),
);
export type SpanSetAside = EventOf<typeof SpanSetAside>;

export const AttemptEndDeclared = defineEvent(
  'AttemptEndDeclared',
  1,
  stream,
  'An operator states how an attempt ended because its heater is gone.',
  Shape({
    heater: Id('heater'),
    job: Text('job', 64),
    attempt: Type.Integer({ minimum: 1, maximum: 100000, description: 'attempt' }),
    at: Instant('end'),
    outcome: Outcome,
    reason: Text('why'),
  }),
);
export type AttemptEndDeclared = EventOf<typeof AttemptEndDeclared>;
