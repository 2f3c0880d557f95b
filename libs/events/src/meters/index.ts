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
  "What a supply point's own meter measured in a month, as imported from a file: the sum in clear, the curve itself sealed under a key of the month.",
  Shape({
    supplyPoint: Prm(),
    source: OneOf(['enedis', 'espi', 'ocmf'], 'format of the file'),
    file: Sha256('of the file'),
    from: Instant('beginning of the first interval'),
    to: Instant('end of the last interval'),
    intervals: Count('intervals with a value'),
    months: Type.Array(
      Shape({
        month: Month(),
        energyWh: Wh('measured'),
        missingMs: Count('time without a value (ms)'),
      }),
      { maxItems: 1, description: 'the month; none in a further part of a long one' },
    ),
    publicKey: Nullable(Sha256('of the key that signed it'), 'verified signature, or none'),
    keyId: Text('opaque key id', 64),
    sealed: Base64Url('sealed canonical {stretches:[{from,stepMs,milliWh}]}'),
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
    theirs: Count('what the other source says (Wh, or core·ms)'),
    file: Nullable(Sha256('of the list of jobs'), 'list that was compared; none for a meter'),
    reason: Text('why'),
  }),
);
export type ReconciliationAccepted = EventOf<typeof ReconciliationAccepted>;
