import Type, { type Static } from 'typebox';
import {
  Cents,
  Count,
  Decimal,
  Id,
  Instant,
  LocalDate,
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
import { DocumentKind, EntryData } from '../documents/document.js';
import { Register } from '../telemetry/metering-decisions.js';

const stream = 'period-<yyyy-mm>';
const period = Month();
const chunk = Count('chunk, from 0');

export const PeriodClosing = defineEvent(
  'PeriodClosing',
  1,
  stream,
  'The cut: what stands before this event counts in the month, what comes after is late.',
  Shape({
    period,
    issueDate: LocalDate('issue date of its documents'),
    rulesVersion: Count('version of the rules that compute it'),
  }),
);
export type PeriodClosing = EventOf<typeof PeriodClosing>;

const Standing = Shape({ at: Instant('instant'), mainWh: Wh('main'), auxWh: Wh('auxiliary') });
export const SealedEnergy = Shape({
  supplyPoint: Nullable(Prm()),
  site: Nullable(Id('site')),
  dwelling: Nullable(Id('dwelling')),
  holder: Nullable(
    Shape({ kind: OneOf(['owner', 'resident'], 'kind'), id: Id('owner or resident') }),
    'who held the contract',
  ),
  occupant: Nullable(Id('resident living there')),
  register: Register,
  kind: OneOf(['measured', 'interpolated', 'corrected', 'estimated'], 'how it is known'),
  priceCell: Id('price cell'),
  priceList: Nullable(Id('price list'), 'of the credit; null where no price applied'),
  priceFrom: Nullable(LocalDate('first day of the price that applied')),
  agreement: Nullable(Id('repayment agreement')),
  from: LocalDate('first local day'),
  to: LocalDate('last local day'),
  status: OneOf(['credited', 'uncreditable', 'pending'], 'what becomes of it'),
  reason: Nullable(Text('why it is not credited', 40)),
  energyWh: Wh('energy'),
  exact: Type.Optional(
    Shape(
      {
        creditInclEur: Nullable(Decimal('at the price of the credit, including tax (EUR)')),
        creditExclEur: Nullable(Decimal('the same excluding VAT (EUR)')),
        ownInclEur: Nullable(Decimal("at the supply point's own tariff, including tax (EUR)")),
      },
      'exact sums over the hours, where prices are hourly',
    ),
  ),
});
export type SealedEnergy = Static<typeof SealedEnergy>;
export const SealedWork = Shape({
  contract: Id('contract, burn or internal'),
  plan: Id('plan class'),
  model: Text('processor model', 64),
  outcome: OneOf(['completed', 'failed', 'preempted', 'none'], 'outcome; none for burn and internal'),
  from: LocalDate('first local day'),
  to: LocalDate('last local day of this price'),
  status: OneOf(['billed', 'free', 'internal', 'unbillable'], 'what becomes of it'),
  reason: Nullable(Text('why it is not billed', 40)),
  priceList: Nullable(Id('price list'), 'null where no price applied'),
  priceFrom: Nullable(LocalDate('first day of the price that applied')),
  coreMs: Count('work (core·ms)'),
  ghzMs: Count('work (GHz·ms)'),
});
export type SealedWork = Static<typeof SealedWork>;
export const PendingWork = Shape({
  job: Text('job', 64),
  attempt: Count('attempt'),
  contract: Id('contract'),
  plan: Id('plan class'),
  model: Text('processor model', 64),
  day: LocalDate('local day'),
  reason: OneOf(['NO_ATTEMPT_END', 'AFTER_CHECK'], 'why'),
  coreMs: Count('work (core·ms)'),
  ghzMs: Count('work (GHz·ms)'),
});
export type PendingWork = Static<typeof PendingWork>;
/** Comfort of one heater in one place: from the room sensor, seconds. */
export const SealedComfort = Shape({
  site: Id('site'),
  dwelling: Nullable(Id('dwelling')),
  occupant: Nullable(Id('resident living there')),
  from: LocalDate('first local day'),
  to: LocalDate('last local day'),
  sensedS: Count('time with a room temperature and a setpoint (s)'),
  atSetpointS: Count('of it, at the setpoint or above (s)'),
  usefulWh: Wh('drawn while the heat was useful'),
  sensedWh: Wh('drawn while a room temperature was known'),
});
export type SealedComfort = Static<typeof SealedComfort>;
export const SealedHeater = Shape({
  heater: Id('heater'),
  end: Nullable(Standing, 'registers at the end of the period'),
  before: Nullable(Standing, 'last reading at or before the end'),
  after: Nullable(Standing, 'first reading after the end'),
  energy: Type.Array(SealedEnergy),
  work: Type.Array(SealedWork),
  pendingWork: Type.Array(PendingWork),
  comfort: Type.Optional(Type.Array(SealedComfort)),
});
export type SealedHeater = Static<typeof SealedHeater>;

export const UsageSealed = defineEvent(
  'UsageSealed',
  1,
  stream,
  'What each heater did in the period, as counted at the cut.',
  Shape({ period, chunk, heaters: Type.Array(SealedHeater, { minItems: 1 }) }),
);
export type UsageSealed = EventOf<typeof UsageSealed>;

export const DocumentsPlanned = defineEvent(
  'DocumentsPlanned',
  1,
  stream,
  'The documents computed at the cut; they are issued one by one, in this order.',
  Shape({
    period,
    chunk,
    documents: Type.Array(
      Shape({
        planned: Text('id', 100),
        kind: DocumentKind,
        series: Id('series'),
        party: Id('party'),
        netCents: Cents('net'),
        grossCents: Cents('gross'),
        draftHash: Sha256('of the canonical draft'),
      }),
      { minItems: 1, maxItems: 200 },
    ),
  }),
);
export type DocumentsPlanned = EventOf<typeof DocumentsPlanned>;

export const AccrualsPosted = defineEvent(
  'AccrualsPosted',
  1,
  stream,
  'What the month earned and owed stands in its books before its documents are dated: accrued on the last day, reversed on the next.',
  Shape({ period, chunk, entries: Type.Array(EntryData, { minItems: 1, maxItems: 20 }) }),
);
export type AccrualsPosted = EventOf<typeof AccrualsPosted>;

export const DocumentSetAside = defineEvent(
  'DocumentSetAside',
  1,
  stream,
  'A planned document cannot be issued; it is issued later, once this is mended.',
  Shape({
    period,
    planned: Text('id', 100),
    reasons: Type.Array(Text('reason', 100), { minItems: 1, maxItems: 20 }),
    mend: Type.Optional(
      Type.Array(
        Shape({
          code: Text('code', 60),
          field: Text('field of the document (business term where there is one)', 200),
          remedy: Text('what to do', 500),
        }),
        { maxItems: 40, description: 'what to mend, as the guard before issue found it' },
      ),
    ),
  }),
);
export type DocumentSetAside = EventOf<typeof DocumentSetAside>;

export const ProofStatus = OneOf(['SHORT', 'UNPROVEN', 'FREE_DUE', 'FREE_PAID'], 'status, worst first');
export type ProofStatus = Static<typeof ProofStatus>;
export const DwellingProof = Shape({
  site: Id('site'),
  dwelling: Id('dwelling'),
  resident: Nullable(Id('resident')),
  from: LocalDate('first day'),
  to: LocalDate('last day'),
  status: ProofStatus,
  reasons: Type.Array(Text('reason', 40), { maxItems: 20 }),
  mainWh: Wh('main'),
  auxWh: Wh('auxiliary'),
  ownCostCents: Cents("what the resident's own contract charges for it"),
  creditedCents: Cents('credited'),
  shortCents: Cents('by how much free fails'),
  payer: Nullable(Id('who paid the electricity: owner or resident')),
  planned: Type.Array(Text('planned document', 100), { maxItems: 20 }),
  valueCents: Type.Optional(Cents("what it would cost at the supply point's own tariff, whoever paid")),
  sensedS: Type.Optional(Count('time with a room temperature and a setpoint (s)')),
  atSetpointS: Type.Optional(Count('of it, at the setpoint or above (s)')),
});
export type DwellingProof = Static<typeof DwellingProof>;
export const DwellingProofsSealed = defineEvent(
  'DwellingProofsSealed',
  1,
  stream,
  'For each dwelling and residency: what the resident paid for this heat, as known at the cut.',
  Shape({ period, chunk, proofs: Type.Array(DwellingProof, { minItems: 1, maxItems: 200 }) }),
);
export type DwellingProofsSealed = EventOf<typeof DwellingProofsSealed>;

/** Money that a resident was credited too much stays with the company once later credits do not cover it. */
export const ResidentCarrySealed = defineEvent(
  'ResidentCarrySealed',
  1,
  stream,
  'What downward corrections of residents still wait to be taken from later credits.',
  Shape({
    period,
    chunk,
    carries: Type.Array(
      Shape({
        resident: Id('resident'),
        carryCents: Count('still to be taken from later credits (cents of EUR)'),
      }),
      { minItems: 1, maxItems: 500 },
    ),
  }),
);
export type ResidentCarrySealed = EventOf<typeof ResidentCarrySealed>;

export const PeriodClosed = defineEvent(
  'PeriodClosed',
  1,
  stream,
  'Every planned document is issued or set aside; the month is closed.',
  Shape({
    period,
    cutIndex: Count('index of PeriodClosing'),
    usageChunks: Count('UsageSealed events'),
    usageHash: Sha256('of their data texts, one a line'),
    documents: Count('documents issued'),
    setAside: Count('documents set aside'),
    attributedWh: Wh('attributed'),
    creditedWh: Wh('credited'),
    uncreditableWh: Wh('uncreditable'),
    pendingWh: Wh('pending'),
  }),
);
export type PeriodClosed = EventOf<typeof PeriodClosed>;
export type Entry = Static<typeof EntryData>;
