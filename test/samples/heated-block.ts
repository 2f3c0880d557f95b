import { PLAIN_TERMS, flatPrice } from '#domain/compute-contracts';
import { DEFAULT_ACCOUNTS, DEFAULT_ACCOUNT_LABELS } from '#events';
import { instantAt, type LocalDate, type ZoneOffsets } from '#domain/calendar';
import { foldFacts, type FactEvent, type Facts } from '#domain/facts';

/** A block of dwellings with its people, prices and heaters: what closes are specified with. */

const utc = (text: string): number => Date.parse(text);
export const PARIS: ZoneOffsets = {
  zone: 'Europe/Paris',
  offsets: [
    { from: 0, offsetMinutes: 60 },
    { from: utc('2026-03-29T01:00:00Z'), offsetMinutes: 120 },
    { from: utc('2026-10-25T01:00:00Z'), offsetMinutes: 60 },
    { from: utc('2027-03-28T01:00:00Z'), offsetMinutes: 120 },
  ],
};
export const at = (date: LocalDate, minuteOfDay = 0): number => instantAt(PARIS, date, minuteOfDay);

export const POINT_A = '14500000000001';
export const POINT_B = '14500000000002';

export const company: FactEvent = {
  type: 'CompanyRegistered',
  data: {
    name: 'Chaleur & Calcul SAS',
    address: '10 rue de la Forge, 92120 Montrouge',
    siren: '732829320',
    siret: '73282932000074',
    vatNumber: 'FR44732829320',
    iban: 'FR7630006000011234567890189',
    bic: 'AGRIFRPP',
    vatPoint: 'receipts',
    fiscalYearStartMonth: 1,
    standardVatRate: '20',
    lateRatePercent: '12.15',
    currency: 'EUR',
    zone: 'Europe/Paris',
  },
};
export const chart: FactEvent = {
  type: 'ChartOfAccountsSet',
  data: {
    ...DEFAULT_ACCOUNTS,
    labels: [...DEFAULT_ACCOUNT_LABELS],
  },
};
export const site = (id = 'block', zone = 'Europe/Paris'): FactEvent => ({
  type: 'SiteRegistered',
  data: { site: id, name: 'Les Tilleuls', address: '1 rue Haute, 75012 Paris', zone, kind: 'housing' },
});
export const dwelling = (id: string, siteId = 'block'): FactEvent => ({
  type: 'DwellingAdded',
  data: { site: siteId, dwelling: id, label: `Porte ${id}` },
});
export const supplyPoint = (prm: string, dwellingId: string | null = null): FactEvent => ({
  type: 'SupplyPointRegistered',
  data: { supplyPoint: prm, site: 'block', dwelling: dwellingId, option: 'base', subscribedKva: 6 },
});
export const heldByOwner = (prm: string, owner: string, from = '2026-01-01'): FactEvent => ({
  type: 'SupplyPointHolderSet',
  data: { supplyPoint: prm, from, holder: { kind: 'owner', owner } },
});
export const heldByOccupant = (prm: string, from = '2026-01-01'): FactEvent => ({
  type: 'SupplyPointHolderSet',
  data: { supplyPoint: prm, from, holder: { kind: 'occupant' } },
});
export const tariff = (prm: string, priceList: string, from = '2026-01-01'): FactEvent => ({
  type: 'SupplyPointTariffSet',
  data: { supplyPoint: prm, from, priceList },
});

type Agreement = Extract<FactEvent, { type: 'RepaymentAgreed' }>['data'];
export const agreement = (prm: string, changes: Partial<Agreement> = {}): FactEvent => ({
  type: 'RepaymentAgreed',
  data: {
    supplyPoint: prm,
    agreement: 'ag-1',
    from: '2026-01-01',
    to: null,
    priceList: null,
    tax: 'including',
    registers: { main: true, aux: false },
    estimates: true,
    ...changes,
  },
});
export const electricity = (priceList: string, from: LocalDate, inclTaxEurPerKwh: string): FactEvent => ({
  type: 'ElectricityPriceSet',
  data: {
    priceList,
    from,
    cells: [
      {
        cell: 'base',
        inclTaxEurPerKwh,
        energyEurPerKwh: '0.13590',
        acciseEurPerKwh: '0.03085',
        vatRate: '20',
      },
    ],
    source: 'published grid',
  },
});

type Owner = Extract<FactEvent, { type: 'OwnerRegistered' }>['data'];
export const owner = (id: string, changes: Partial<Owner> = {}): FactEvent => ({
  type: 'OwnerRegistered',
  data: {
    owner: id,
    kind: 'social-landlord',
    name: 'Habitat Solidaire',
    address: '5 place du Marché, 75012 Paris',
    country: 'FR',
    siren: '552081317',
    vatNumber: null,
    vat: 'cannot-deduct',
    iban: null,
    language: 'fr',
    ...changes,
  },
});
export const mandate = (id: string, from = '2026-01-01', to: LocalDate | null = null): FactEvent => ({
  type: 'SelfBillingMandateGiven',
  data: { owner: id, mandate: `mandate-${id}`, from, to },
});
export const undertaking = (id: string, from = '2026-01-01', to: LocalDate | null = null): FactEvent => ({
  type: 'NoRechargeUndertaken',
  data: { owner: id, site: 'block', from, to },
});
export const resident = (id: string): FactEvent => ({
  type: 'ResidentRegistered',
  data: { resident: id, person: { keyId: `key-${id}`, sealed: 'AAAA' }, language: 'fr' },
});
export const movedIn = (id: string, dwellingId: string, on = '2026-01-01'): FactEvent => ({
  type: 'ResidentMovedIn',
  data: { resident: id, site: 'block', dwelling: dwellingId, on },
});
export const movedOut = (id: string, dwellingId: string, on: LocalDate): FactEvent => ({
  type: 'ResidentMovedOut',
  data: { resident: id, dwelling: dwellingId, on },
});
export const optedIn = (id: string, from = '2026-01-01'): FactEvent => ({
  type: 'ResidentOptedIn',
  data: { resident: id, from, until: null },
});

type Client = Extract<FactEvent, { type: 'ClientRegistered' }>['data'];
export const client = (id: string, changes: Partial<Client> = {}): FactEvent => ({
  type: 'ClientRegistered',
  data: {
    client: id,
    kind: 'company',
    identity: { name: 'Rendu Vif SARL', address: '3 quai Nord, 44000 Nantes', email: null },
    country: 'FR',
    siren: '404833048',
    vatNumber: 'FR83404833048',
    language: 'fr',
    ...changes,
  },
});
type Contract = Extract<FactEvent, { type: 'ContractSigned' }>['data'];
export const contract = (clientId: string, id: string, changes: Partial<Contract> = {}): FactEvent => ({
  type: 'ContractSigned',
  data: {
    client: clientId,
    contract: id,
    from: '2026-01-01',
    priceList: 'core',
    unit: 'core-hour',
    pays: 'completed',
    paymentDays: 30,
    reference: null,
    ...PLAIN_TERMS,
    ...changes,
  },
});
export const grant = (clientId: string, id: string): FactEvent => ({
  type: 'GrantGiven',
  data: {
    client: clientId,
    contract: id,
    from: '2026-01-01',
    to: null,
    beneficiary: 'Institut du climat',
    priceList: 'core',
    limitCoreHours: null,
  },
});
export const computing = (from: LocalDate, eurPerUnit: string): FactEvent => ({
  type: 'ComputePriceSet',
  data: { priceList: 'core', from, unit: 'core-hour', components: flatPrice(eurPerUnit) },
});
export const commissioned = (heater: string): FactEvent => ({
  type: 'HeaterCommissioned',
  data: {
    heater,
    model: 'QH-1',
    processorModel: 'ryzen',
    processors: 4,
    cores: 16,
    ratedMainW: 650,
    ratedAuxW: 500,
    registerDigits: 9,
    meterClass: 'B',
    meterCertificate: 'MID-1',
  },
});
export const installed = (
  heater: string,
  supplyPointId: string,
  dwellingId: string | null,
  ms = at('2026-01-01'),
): FactEvent => ({
  type: 'HeaterInstalled',
  data: {
    heater,
    at: ms,
    site: 'block',
    supplyPoint: supplyPointId,
    dwelling: dwellingId,
    mainWh: 0,
    auxWh: 0,
  },
});
export const moved = (
  heater: string,
  supplyPointId: string,
  dwellingId: string | null,
  ms: number,
): FactEvent => ({
  type: 'HeaterMoved',
  data: {
    heater,
    at: ms,
    site: 'block',
    supplyPoint: supplyPointId,
    dwelling: dwellingId,
    mainWh: 0,
    auxWh: 0,
  },
});
export const corrected = (
  heater: string,
  from: number,
  to: number,
  energyWh: number,
  register: 'main' | 'aux' = 'main',
): FactEvent => ({
  type: 'EnergyCorrected',
  data: { correction: `c-${from}`, heater, register, from, to, energyWh, reason: 'meter read again' },
});
export const estimated = (heater: string, from: number, to: number, mainWh: number): FactEvent => ({
  type: 'EstimateAccepted',
  data: { heater, from, to, mainWh, auxWh: 0, method: 'last month', acceptedBy: 'finance' },
});
export const setAside = (heater: string, from: number, to: number): FactEvent => ({
  type: 'SpanSetAside',
  data: { heater, from, to, reason: 'network down', acceptedBy: 'finance' },
});

export const paris: FactEvent = {
  type: 'ZoneOffsetsRecorded',
  data: { ...PARIS, offsets: [...PARIS.offsets] },
};

/** Company, chart, the block with dwellings a1 and a2, supply points A and B, Base 6 kVA and computing at 0.05. */
export const groundwork: readonly FactEvent[] = [
  paris,
  company,
  chart,
  site(),
  dwelling('a1'),
  dwelling('a2'),
  supplyPoint(POINT_A),
  supplyPoint(POINT_B, 'a2'),
  electricity('base6', '2026-02-01', '0.1940'),
  electricity('base6', '2026-08-01', '0.2001'),
  computing('2026-01-01', '0.05'),
  tariff(POINT_A, 'base6'),
  tariff(POINT_B, 'base6'),
];

export const factsOf = (...events: FactEvent[]): Facts => foldFacts([...groundwork, ...events]);
