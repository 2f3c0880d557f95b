import Type from 'typebox';
import {
  Base64Url,
  Count,
  Id,
  Instant,
  Nullable,
  OneOf,
  Prm,
  Shape,
  Text,
  Wh,
  defineEvent,
  type EventOf,
} from '../schema/index.js';

const stream = 'heater-<heater>';
const heater = Id('heater');
const registers = {
  mainWh: Wh('main register at that instant'),
  auxWh: Wh('auxiliary register at that instant'),
};
const place = {
  site: Id('site'),
  supplyPoint: Prm(),
  dwelling: Nullable(Id('dwelling'), 'dwelling, or none (common room, workplace)'),
};

export const HeaterCommissioned = defineEvent(
  'HeaterCommissioned',
  1,
  stream,
  'A heater exists: what it is and what it may draw.',
  Shape({
    heater,
    model: Text('model', 100),
    processorModel: Text('processor model', 64),
    processors: Count('processors'),
    cores: Count('cores'),
    ratedMainW: Count('rated power of computing (W)'),
    ratedAuxW: Count('rated power of the resistive element (W)'),
    registerDigits: Type.Integer({
      minimum: 4,
      maximum: 12,
      description: 'digits after which both registers wrap',
    }),
    meterClass: Text('class of the meter', 40),
    meterCertificate: Text('certificate of the meter', 100),
  }),
);
export type HeaterCommissioned = EventOf<typeof HeaterCommissioned>;

export const HeaterEpochOpened = defineEvent(
  'HeaterEpochOpened',
  1,
  stream,
  'Uploads of this epoch are taken, signed with this key (or unsigned where there is none).',
  Shape({
    heater,
    epoch: Count('epoch'),
    publicKey: Nullable(Base64Url('Ed25519 public key, 32 bytes', 43)),
    reason: Text('why'),
  }),
);
export type HeaterEpochOpened = EventOf<typeof HeaterEpochOpened>;

export const HeaterDeclaredPlain = defineEvent(
  'HeaterDeclaredPlain',
  1,
  stream,
  'The heater stands in a workplace: its uploads are recorded unsealed from now on.',
  Shape({ heater, reason: Text('why this is no personal data') }),
);
export type HeaterDeclaredPlain = EventOf<typeof HeaterDeclaredPlain>;

export const HeaterDeclaredHousehold = defineEvent(
  'HeaterDeclaredHousehold',
  1,
  stream,
  'The heater stands in a home: its uploads are sealed from now on.',
  Shape({ heater, reason: Text('why') }),
);
export type HeaterDeclaredHousehold = EventOf<typeof HeaterDeclaredHousehold>;

export const HeaterInstalled = defineEvent(
  'HeaterInstalled',
  1,
  stream,
  'The heater was installed at a supply point, its registers standing at these values.',
  Shape({ heater, at: Instant('installation'), ...place, ...registers }),
);
export type HeaterInstalled = EventOf<typeof HeaterInstalled>;

export const HeaterMoved = defineEvent(
  'HeaterMoved',
  1,
  stream,
  'The heater went from where it was to another supply point or dwelling.',
  Shape({ heater, at: Instant('move'), ...place, ...registers }),
);
export type HeaterMoved = EventOf<typeof HeaterMoved>;

export const HeaterRemoved = defineEvent(
  'HeaterRemoved',
  1,
  stream,
  'The heater was taken away.',
  Shape({ heater, at: Instant('removal'), ...registers, reason: Text('why') }),
);
export type HeaterRemoved = EventOf<typeof HeaterRemoved>;

export const HeaterModeSet = defineEvent(
  'HeaterModeSet',
  1,
  stream,
  'The mode of operation was set.',
  Shape({ heater, at: Instant('from'), mode: OneOf(['normal', 'low-power', 'off'], 'mode') }),
);
export type HeaterModeSet = EventOf<typeof HeaterModeSet>;

export const HeaterOpened = defineEvent(
  'HeaterOpened',
  1,
  stream,
  'The case was opened: the heater stops, and nothing is billable until it is reset.',
  Shape({ heater, at: Instant('opening') }),
);
export type HeaterOpened = EventOf<typeof HeaterOpened>;

export const HeaterReset = defineEvent(
  'HeaterReset',
  1,
  stream,
  'An opened heater was examined and may compute again.',
  Shape({ heater, at: Instant('reset'), reason: Text('finding') }),
);
export type HeaterReset = EventOf<typeof HeaterReset>;

export const HeaterMeterExchanged = defineEvent(
  'HeaterMeterExchanged',
  1,
  stream,
  'The meter inside was exchanged: the old one ended at, the new one began at.',
  Shape({
    heater,
    at: Instant('exchange'),
    oldMainWh: Wh('old main'),
    oldAuxWh: Wh('old auxiliary'),
    newMainWh: Wh('new main'),
    newAuxWh: Wh('new auxiliary'),
  }),
);
export type HeaterMeterExchanged = EventOf<typeof HeaterMeterExchanged>;
