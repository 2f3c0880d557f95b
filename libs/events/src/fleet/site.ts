import Type from 'typebox';
import {
  Count,
  Id,
  LocalDate,
  Nullable,
  OneOf,
  Prm,
  Shape,
  Text,
  defineEvent,
  type EventOf,
} from '../schema/index.js';

export const SiteRegistered = defineEvent(
  'SiteRegistered',
  1,
  'site-<site>',
  'A building exists, in this time zone.',
  Shape({
    site: Id('site'),
    name: Text('name'),
    address: Text('address'),
    zone: Text('IANA time zone', 64),
    kind: OneOf(['housing', 'school', 'office', 'other'], 'kind'),
  }),
);
export type SiteRegistered = EventOf<typeof SiteRegistered>;

export const DwellingAdded = defineEvent(
  'DwellingAdded',
  1,
  'site-<site>',
  'The building has this dwelling.',
  Shape({ site: Id('site'), dwelling: Id('dwelling'), label: Text('door', 100) }),
);
export type DwellingAdded = EventOf<typeof DwellingAdded>;

/** How the meter tells hours apart: flat; peak and off-peak; Tempo; four or five seasonal classes; hourly. */
export const TariffOption = OneOf(['base', 'hphc', 'tempo', 'season-4', 'season-5', 'spot'], 'tariff option');

const supplyPoint = Prm();
export const SupplyPointRegistered = defineEvent(
  'SupplyPointRegistered',
  1,
  'supply-point-<prm>',
  'An electricity meter serves this site, or one dwelling of it.',
  Shape({
    supplyPoint,
    site: Id('site'),
    dwelling: Nullable(Id('dwelling')),
    option: TariffOption,
    subscribedKva: Count('subscribed power (kVA)'),
  }),
);
export type SupplyPointRegistered = EventOf<typeof SupplyPointRegistered>;

/** `occupant` follows whoever lives in the dwelling. */
export const Holder = Type.Union(
  [Shape({ kind: Type.Literal('owner'), owner: Id('owner') }), Shape({ kind: Type.Literal('occupant') })],
  { description: 'who holds the electricity contract' },
);

export const SupplyPointHolderSet = defineEvent(
  'SupplyPointHolderSet',
  1,
  'supply-point-<prm>',
  'From this date, this party holds the electricity contract.',
  Shape({ supplyPoint, from: LocalDate('first day'), holder: Holder }),
);
export type SupplyPointHolderSet = EventOf<typeof SupplyPointHolderSet>;

export const SupplyPointTariffSet = defineEvent(
  'SupplyPointTariffSet',
  1,
  'supply-point-<prm>',
  'From this date, the electricity of this supply point costs what this list says.',
  Shape({ supplyPoint, from: LocalDate('first day'), priceList: Id('price list') }),
);
export type SupplyPointTariffSet = EventOf<typeof SupplyPointTariffSet>;

export const RepaymentAgreed = defineEvent(
  'RepaymentAgreed',
  1,
  'supply-point-<prm>',
  'From this date, electricity drawn by heaters here is credited to the holder on these terms.',
  Shape({
    supplyPoint,
    agreement: Id('agreement'),
    from: LocalDate('first day'),
    to: Nullable(LocalDate('last day')),
    priceList: Nullable(Id('price list'), "list of the credit, or the supply point's own tariff"),
    tax: OneOf(['including', 'excluding'], 'credit including or excluding VAT'),
    registers: Shape({ main: Type.Boolean(), aux: Type.Boolean() }, 'registers credited'),
    estimates: Type.Boolean({ description: 'whether estimated energy is credited' }),
  }),
);
export type RepaymentAgreed = EventOf<typeof RepaymentAgreed>;

export const SupplyPointOptionSet = defineEvent(
  'SupplyPointOptionSet',
  1,
  'supply-point-<prm>',
  'From this date, the meter has this option and subscribed power.',
  Shape({
    supplyPoint,
    from: LocalDate('first day'),
    option: TariffOption,
    subscribedKva: Count('subscribed power (kVA)'),
  }),
);
export type SupplyPointOptionSet = EventOf<typeof SupplyPointOptionSet>;

const Windows = (description: string) =>
  Type.Array(
    Type.String({
      pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$',
      description: 'hh:mm-hh:mm local; may cross midnight',
    }),
    { maxItems: 2, description },
  );

export const OffPeakWindowsSet = defineEvent(
  'OffPeakWindowsSet',
  1,
  'supply-point-<prm>',
  'From this date, these hours of the local day are off-peak (or, of five classes, peak) at this meter.',
  Shape({
    supplyPoint,
    from: LocalDate('first day'),
    winter: Windows('off-peak, November to March'),
    summer: Windows('off-peak, April to October'),
    peak: Windows('peak of five classes, December to February'),
  }),
);
export type OffPeakWindowsSet = EventOf<typeof OffPeakWindowsSet>;
