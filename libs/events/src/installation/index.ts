import Type from 'typebox';
import { Endpoint } from '../documents/document.js';
import {
  Count,
  Id,
  Instant,
  Nullable,
  OneOf,
  Percent,
  Shape,
  Text,
  defineEvent,
  type EventOf,
} from '../schema/index.js';

export const InstallationNamed = defineEvent(
  'InstallationNamed',
  1,
  'installation',
  'Event 0: which ledger this log is.',
  Shape({
    installation: Text('UUID of this ledger', 36),
    name: Text('name'),
    createdAt: Instant('creation'),
  }),
);
export type InstallationNamed = EventOf<typeof InstallationNamed>;

export const CompanyRegistered = defineEvent(
  'CompanyRegistered',
  1,
  'company',
  'Who issues the documents, and under which VAT rules.',
  Shape({
    name: Text('name'),
    address: Text('address'),
    siren: Text('SIREN, 9 digits', 9),
    siret: Text('SIRET, 14 digits', 14),
    vatNumber: Text('VAT number', 20),
    iban: Text('IBAN', 34),
    bic: Nullable(Text('BIC', 11)),
    vatPoint: OneOf(['receipts', 'debits'], 'when VAT on services falls due (CGI art. 269)'),
    fiscalYearStartMonth: Type.Integer({
      minimum: 1,
      maximum: 12,
      description: 'first month of the fiscal year',
    }),
    standardVatRate: Percent('VAT rate on computing'),
    lateRatePercent: Percent('yearly rate of late-payment interest'),
    currency: OneOf(['EUR'], 'currency'),
    zone: Text("zone of the company's calendar", 64),
    legalMention: Type.Optional(
      Nullable(Text('legal form, capital and register, as documents print it (C. com. R123-237)', 200)),
    ),
    endpoint: Type.Optional(Nullable(Endpoint, 'where e-invoices to us go; none: our SIREN in scheme 0225')),
  }),
);
export type CompanyRegistered = EventOf<typeof CompanyRegistered>;

export const MeteringRulesSet = defineEvent(
  'MeteringRulesSet',
  1,
  'installation',
  'How plain registers become figures, from here on in the log.',
  Shape({
    gapLimitMs: Count('a longer span between readings is interpolated (ms)'),
    powerTolerancePermille: Count('tolerance over rated power before a span is held (‰)'),
    futureToleranceMs: Count(
      'how far ahead of our clock a reading may lie before it is an impossible time (ms)',
    ),
  }),
);
export type MeteringRulesSet = EventOf<typeof MeteringRulesSet>;

export const ZoneOffsetsRecorded = defineEvent(
  'ZoneOffsetsRecorded',
  1,
  'installation',
  'The UTC offsets used for a zone, so that a replay needs no zone table of its own.',
  Shape({
    zone: Text('IANA time zone', 64),
    offsets: Type.Array(
      Shape({
        from: Instant('from'),
        offsetMinutes: Type.Integer({
          minimum: -840,
          maximum: 840,
          description: 'minutes east of UTC, a multiple of 30',
        }),
      }),
      { minItems: 1, maxItems: 512 },
    ),
  }),
);
export type ZoneOffsetsRecorded = EventOf<typeof ZoneOffsetsRecorded>;

const account = Text('account number', 12);
export const ChartOfAccountsSet = defineEvent(
  'ChartOfAccountsSet',
  2,
  'company',
  'The accounts that postings go to, from here on in the log.',
  Shape({
    clients: account,
    owners: account,
    residents: account,
    revenue: account,
    electricity: account,
    vatCollected: account,
    vatOnReceipts: account,
    vatDeductible: account,
    bank: account,
    prepayments: account,
    unbilledRevenue: account,
    creditNotesToDraw: account,
    ownersToReceive: account,
    ownerCreditsToReceive: account,
    residentsToRepay: account,
    vatUnissued: account,
    vatUnreceived: account,
    suspense: account,
    labels: Type.Array(Shape({ account, label: Text('label', 100) }), { minItems: 1, maxItems: 200 }),
  }),
);
export type ChartOfAccountsSet = EventOf<typeof ChartOfAccountsSet>;

export const SeriesOpened = defineEvent(
  'SeriesOpened',
  1,
  'invoices-<series>, statements-<owner>, repayments-<series>',
  'A series of numbers begins; after this the stream holds issued documents and nothing else: number = first + revision − 1.',
  Shape({
    series: Id('series'),
    prefix: Type.String({ pattern: '^[A-Z0-9+_/-]{0,20}$', description: 'what stands before the number' }),
    first: Count('first number'),
  }),
);
export type SeriesOpened = EventOf<typeof SeriesOpened>;

export const ResearchBudgetSet = defineEvent(
  'ResearchBudgetSet',
  1,
  'company',
  'How much computing may be promised to research: the limits of grants in force on any one day, together.',
  Shape({ coreHours: Count('core-hours') }),
);
export type ResearchBudgetSet = EventOf<typeof ResearchBudgetSet>;

export const UsefulHeatRuleSet = defineEvent(
  'UsefulHeatRuleSet',
  1,
  'installation',
  'When heat is useful: drawn in the heating season while the room is at most so much above its setpoint.',
  Shape({
    bandDeciC: Count('band above the setpoint (0.1 °C)'),
    seasonFromMonth: Type.Integer({ minimum: 1, maximum: 12, description: 'first month of the season' }),
    seasonToMonth: Type.Integer({ minimum: 1, maximum: 12, description: 'last month of the season' }),
    setpointToleranceDeciC: Count('a room this much below its setpoint still counts as at it (0.1 °C)'),
  }),
);
export type UsefulHeatRuleSet = EventOf<typeof UsefulHeatRuleSet>;

export * from './accounts.js';
