import { PLAIN_TERMS, flatPrice } from '#domain/compute-contracts';
import { instantAt, type ZoneOffsets } from '#domain/calendar';
import type { FactEvent } from '#domain/facts';
import { DEFAULT_ACCOUNTS, DEFAULT_ACCOUNT_LABELS } from '#events';
import { heaterName } from './uploads.js';

/** The month: 31 days, one of 23 hours. */
export const MONTH = '2026-03';
export const PARIS: ZoneOffsets = {
  zone: 'Europe/Paris',
  offsets: [
    { from: 0, offsetMinutes: 60 },
    { from: Date.UTC(2026, 2, 29, 1), offsetMinutes: 120 },
    { from: Date.UTC(2026, 9, 25, 1), offsetMinutes: 60 },
  ],
};
export const MONTH_FROM_MS = instantAt(PARIS, '2026-03-01');
export const MONTH_TO_MS = instantAt(PARIS, '2026-04-01');

const HEATERS_PER_DWELLING = 2;
const DWELLINGS_PER_SITE = 50;
export const HEATERS_PER_CONTRACT = 10;

export const contractName = (contract: number): string => `contract-${contract}`;
const dwellingName = (dwelling: number): string => `d${dwelling}`;
const siteName = (site: number): string => `site-${site}`;
const prm = (dwelling: number): string => `98${String(dwelling).padStart(12, '0')}`;

/** A fact and the stream in which it stands. */
export interface StreamedFact {
  readonly stream: string;
  readonly event: FactEvent;
}

type Cell = Extract<FactEvent, { type: 'ElectricityPriceSet' }>['data']['cells'][number];
const cell = (name: string, inclTaxEurPerKwh: string): Cell => ({
  cell: name,
  inclTaxEurPerKwh,
  energyEurPerKwh: '0.10000',
  acciseEurPerKwh: '0.03085',
  vatRate: '20',
});

const COLOURS = ['blue', 'white', 'red'] as const;
const LISTS = {
  base: [cell('base', '0.2001')],
  hphc: [cell('hp', '0.2142'), cell('hc', '0.1589')],
  tempo: COLOURS.flatMap((colour, i) => [
    cell(`${colour}-hp`, `0.${1612 + 2000 * i}`),
    cell(`${colour}-hc`, `0.${1325 + 200 * i}`),
  ]),
} as const;
type Option = keyof typeof LISTS;

/** Half of the meters HP/HC with windows of their own, one in ten Tempo, the others Base. */
const optionOf = (dwelling: number): Option =>
  dwelling % 2 === 0 ? 'hphc' : dwelling % 10 === 1 ? 'tempo' : 'base';

/** Off-peak for eight hours at an odd minute: 22:00–06:00 … 22:59–06:59. */
const windowOf = (dwelling: number): string => {
  const minute = String(dwelling % 60).padStart(2, '0');
  return `22:${minute}-06:${minute}`;
};

function* company(): Generator<StreamedFact> {
  const offsets = [...PARIS.offsets];
  yield {
    stream: 'installation',
    event: { type: 'ZoneOffsetsRecorded', data: { zone: PARIS.zone, offsets } },
  };
  yield {
    stream: 'company',
    event: {
      type: 'CompanyRegistered',
      data: {
        name: 'Bench Calcul SAS',
        address: '1 rue du Banc, 44000 Nantes',
        siren: '000000018',
        siret: '00000001800010',
        vatNumber: 'FR66000000018',
        iban: 'FR7630006000011234567890189',
        bic: null,
        vatPoint: 'receipts',
        fiscalYearStartMonth: 1,
        standardVatRate: '20',
        lateRatePercent: '12',
        currency: 'EUR',
        zone: PARIS.zone,
      },
    },
  };
  const data = { ...DEFAULT_ACCOUNTS, labels: [...DEFAULT_ACCOUNT_LABELS] };
  yield { stream: 'company', event: { type: 'ChartOfAccountsSet', data } };
}

function* prices(): Generator<StreamedFact> {
  for (const [priceList, cells] of Object.entries(LISTS))
    yield {
      stream: `price-list-${priceList}`,
      event: {
        type: 'ElectricityPriceSet',
        data: { priceList, from: '2026-01-01', cells: [...cells], source: 'a bench' },
      },
    };
  const days = Array.from({ length: 90 }, (_, i) => ({
    day: new Date(Date.UTC(2026, 1, 1 + i)).toISOString().slice(0, 10),
    colour: COLOURS[i % 7 === 0 ? 2 : i % 3 === 0 ? 1 : 0]!,
  }));
  yield {
    stream: 'tempo-calendar',
    event: { type: 'TempoColoursPublished', data: { days, source: 'a bench' } },
  };
  const flat = { priceList: 'flat', from: '2026-01-01', unit: 'core-hour', components: flatPrice('0.05') };
  yield {
    stream: 'price-list-flat',
    event: { type: 'ComputePriceSet', data: { ...flat, unit: 'core-hour' } },
  };
  yield {
    stream: 'price-list-tiers',
    event: {
      type: 'ComputePriceSet',
      data: {
        priceList: 'tiers',
        from: '2026-01-01',
        unit: 'core-hour',
        components: [
          {
            plan: null,
            model: null,
            scheme: 'graduated',
            packageUnits: null,
            tiers: [
              { upTo: '1000', eurPerUnit: '0.06', flatEur: '0' },
              { upTo: '5000', eurPerUnit: '0.05', flatEur: '10' },
              { upTo: null, eurPerUnit: '0.04', flatEur: '0' },
            ],
          },
        ],
      },
    },
  };
}

/** Owners of sites: every second one deducts VAT and has given a mandate. */
function* sites(count: number): Generator<StreamedFact> {
  for (let i = 0; i < count; i++) {
    const [site, owner, deducts] = [siteName(i), `owner-${i}`, i % 2 === 1];
    const address = `${i} rue du Banc, 44000 Nantes`;
    yield {
      stream: `site-${site}`,
      event: {
        type: 'SiteRegistered',
        data: { site, name: site, address, zone: PARIS.zone, kind: 'housing' },
      },
    };
    yield {
      stream: `owner-${owner}`,
      event: {
        type: 'OwnerRegistered',
        data: {
          owner,
          kind: deducts ? 'company' : 'social-landlord',
          name: `Bailleur ${i}`,
          address,
          country: 'FR',
          siren: '000000018',
          vatNumber: deducts ? 'FR66000000018' : null,
          vat: deducts ? 'deducts' : 'cannot-deduct',
          iban: null,
          language: 'fr',
        },
      },
    };
    const undertaking = { owner, site, from: '2026-01-01', to: null };
    yield { stream: `owner-${owner}`, event: { type: 'NoRechargeUndertaken', data: undertaking } };
    const mandate = { owner, mandate: `mandate-${i}`, from: '2026-01-01', to: null };
    if (deducts)
      yield { stream: `owner-${owner}`, event: { type: 'SelfBillingMandateGiven', data: mandate } };
  }
}

/** The sealed name of a resident. */
export type PersonOf = (resident: string) => { readonly keyId: string; readonly sealed: string };

const isHeldByResident = (at: number): boolean => at % 4 === 3;
const residentName = (at: number): string => `resident-${at}`;
const dwellingsOf = (heaters: number): number => Math.ceil(heaters / HEATERS_PER_DWELLING);

/** Everybody who lives in a dwelling whose meter they hold. */
export const residentsOf = (heaters: number): string[] =>
  Array.from({ length: dwellingsOf(heaters) }, (_, at) => at)
    .filter(isHeldByResident)
    .map(residentName);

/** A dwelling with its meter; in one of four the resident holds the contract, else the owner of the site. */
function* dwelling(i: number, personOf: PersonOf): Generator<StreamedFact> {
  const at = Math.floor(i / DWELLINGS_PER_SITE);
  const [site, name, supplyPoint, option] = [siteName(at), dwellingName(i), prm(i), optionOf(i)];
  const [from, resident] = ['2026-01-01', isHeldByResident(i) ? residentName(i) : null];
  const stream = `supply-point-${supplyPoint}`;
  const added = { site, dwelling: name, label: name };
  yield { stream: `site-${site}`, event: { type: 'DwellingAdded', data: added } };
  const point = { supplyPoint, site, dwelling: name, option, subscribedKva: 6 };
  yield { stream, event: { type: 'SupplyPointRegistered', data: point } };
  if (option === 'hphc') {
    const hours = { winter: [windowOf(i)], summer: [windowOf(i)], peak: [] };
    yield { stream, event: { type: 'OffPeakWindowsSet', data: { supplyPoint, from, ...hours } } };
  }
  const holder = resident === null ? { kind: 'owner', owner: `owner-${at}` } : { kind: 'occupant' };
  yield {
    stream,
    event: { type: 'SupplyPointHolderSet', data: { supplyPoint, from, holder } } as FactEvent,
  };
  yield { stream, event: { type: 'SupplyPointTariffSet', data: { supplyPoint, from, priceList: option } } };
  const terms = { registers: { main: true, aux: true }, estimates: true, tax: 'including' } as const;
  const agreement = { supplyPoint, agreement: `agreement-${i}`, from, to: null, priceList: null, ...terms };
  yield { stream, event: { type: 'RepaymentAgreed', data: agreement } };
  if (resident === null) return;
  const person = personOf(resident);
  const of = `resident-${resident}`;
  yield { stream: of, event: { type: 'ResidentRegistered', data: { resident, person, language: 'fr' } } };
  yield {
    stream: of,
    event: { type: 'ResidentMovedIn', data: { resident, site, dwelling: name, on: from } },
  };
  yield { stream: of, event: { type: 'ResidentOptedIn', data: { resident, from, until: null } } };
}

/** A client with its contract; every third one pays by tiers. */
function* client(i: number): Generator<StreamedFact> {
  const [name, from] = [`client-${i}`, '2026-01-01'];
  const stream = `client-${name}`;
  const identity = { name: `Client ${i}`, address: `${i} quai du Banc, 44000 Nantes`, email: null };
  const tax = { country: 'FR', siren: '000000018', vatNumber: null };
  yield {
    stream,
    event: {
      type: 'ClientRegistered',
      data: { client: name, kind: 'company', identity, ...tax, language: 'fr' },
    },
  };
  const terms = { unit: 'core-hour', pays: 'all', paymentDays: 30, reference: null } as const;
  const priceList = i % 3 === 0 ? 'tiers' : 'flat';
  const signed = { client: name, contract: contractName(i), from, priceList, ...terms, ...PLAIN_TERMS };
  yield { stream, event: { type: 'ContractSigned', data: signed } };
}

function* heater(i: number): Generator<StreamedFact> {
  const name = heaterName(i);
  const at = Math.floor(i / HEATERS_PER_DWELLING);
  const stream = `heater-${name}`;
  const meter = { registerDigits: 9, meterClass: 'B', meterCertificate: 'a bench' };
  const built = { model: 'Q.rad', processorModel: 'Ryzen 7 1700', processors: 2, cores: 16 };
  const rated = { ratedMainW: 650, ratedAuxW: 500 };
  yield {
    stream,
    event: { type: 'HeaterCommissioned', data: { heater: name, ...built, ...rated, ...meter } },
  };
  const epoch = { heater: name, epoch: 0, publicKey: null, reason: 'first board' };
  yield { stream, event: { type: 'HeaterEpochOpened', data: epoch } };
  yield { stream, event: { type: 'HeaterDeclaredPlain', data: { heater: name, reason: 'a bench' } } };
  const site = siteName(Math.floor(at / DWELLINGS_PER_SITE));
  const place = { site, supplyPoint: prm(at), dwelling: dwellingName(at), mainWh: 0, auxWh: 0 };
  yield {
    stream,
    event: { type: 'HeaterInstalled', data: { heater: name, at: MONTH_FROM_MS, ...place } },
  };
}

/** Everything people told a ledger of so many heaters, a tenth as many contracts, half as many dwellings. */
export function* monthFacts(heaters: number, personOf: PersonOf): Generator<StreamedFact> {
  const dwellings = dwellingsOf(heaters);
  yield* company();
  yield* prices();
  yield* sites(Math.ceil(dwellings / DWELLINGS_PER_SITE));
  for (let i = 0; i < dwellings; i++) yield* dwelling(i, personOf);
  for (let i = 0; i < heaters / HEATERS_PER_CONTRACT; i++) yield* client(i);
  for (let i = 0; i < heaters; i++) yield* heater(i);
}
