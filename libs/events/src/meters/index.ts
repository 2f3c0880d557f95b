import Type from 'typebox';
import {
  Base64Url,
  Count,
  Instant,
  Month,
  Nullable,
  OneOf,
  Prm,
  Sha256,
  Shape,
  Text,
  Wh,
  defineEvent,
  type EventOf,
} from '../schema/index.js';

export const MeterCurveRecorded = defineEvent(
  'MeterCurveRecorded',
  1,
  'meter-<prm>',
  "What a supply point's own meter measured, as imported from a file: monthly sums in clear, the curve itself sealed.",
  Shape({
    supplyPoint: Prm(),
    source: OneOf(['enedis', 'espi', 'ocmf'], 'format of the file'),
    file: Sha256('of the file'),
    from: Instant('beginning'),
    to: Instant('end'),
    intervals: Count('intervals with a value'),
    months: Type.Array(
      Shape({
        month: Month(),
        energyWh: Wh('measured'),
        missingMs: Count('time without a value (ms)'),
      }),
      { minItems: 1, maxItems: 600 },
    ),
    publicKey: Nullable(Sha256('of the key that signed it'), 'verified signature, or none'),
    keyId: Text('opaque key id', 64),
    sealed: Base64Url('sealed canonical {start,seconds,milliWh}: delta-coded columns'),
  }),
);
export type MeterCurveRecorded = EventOf<typeof MeterCurveRecorded>;

export const ReconciliationAccepted = defineEvent(
  'ReconciliationAccepted',
  1,
  'reconciliation-<yyyy-mm>',
  'A named person accepts that two sources of a month differ by so much.',
  Shape({
    period: Month(),
    kind: OneOf(['meter', 'jobs'], 'heaters against a supply point; work against a list of jobs'),
    subject: Text('supply point or contract', 64),
    difference: Type.Integer({
      minimum: Number.MIN_SAFE_INTEGER,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'ours less theirs (Wh, or core·ms)',
    }),
    reason: Text('why'),
  }),
);
export type ReconciliationAccepted = EventOf<typeof ReconciliationAccepted>;
