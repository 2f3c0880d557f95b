import Type from 'typebox';
import {
  Decimal,
  Id,
  LocalDate,
  OneOf,
  Sha256,
  Shape,
  Text,
  defineEvent,
  type EventOf,
} from '../schema/index.js';

export const BenchmarkPublished = defineEvent(
  'BenchmarkPublished',
  1,
  'benchmarks',
  'What others are compared with, from this date: a price of computing or an efficiency of data centres, and where it was published.',
  Shape({
    benchmark: Id('benchmark'),
    metric: OneOf(['eur-per-core-hour', 'eur-per-ghz-hour', 'pue', 'ere'], 'metric'),
    value: Decimal('value'),
    boundary: Text('what is inside the figure'),
    from: LocalDate('first day it stands for'),
    source: Text('where it was published'),
  }),
);
export type BenchmarkPublished = EventOf<typeof BenchmarkPublished>;

export const TransitAttested = defineEvent(
  'TransitAttested',
  1,
  'attestations-<contract>',
  'Of these jobs it is attested that data only passed through: no disk written, encrypted on the way.',
  Shape({
    contract: Id('contract'),
    jobs: Type.Array(Text('job', 64), { minItems: 1, maxItems: 500 }),
    diskless: Type.Boolean({ description: 'no disk was written' }),
    encrypted: Type.Boolean({ description: 'encrypted in transit' }),
    evidence: Sha256('of what was attested'),
  }),
);
export type TransitAttested = EventOf<typeof TransitAttested>;
