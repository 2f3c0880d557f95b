import { HALL_HEATER } from '../model/power.js';
import { Xoshiro } from '../random/xoshiro.js';
import type { HeaterPlan } from '../telemetry/heater-plan.js';
import { command, type DemoCommand } from './command.js';
import { befall } from './mishaps.js';
import { frenchVatNumber, iban, prm, siren, siret } from './numbers.js';
import { OFFICE_SPOT } from './daily-prices.js';
import { BY_SEASON } from './meters.js';
import { SCHOOL_MARKET } from './prices.js';
import { supplyCommands } from './supply.js';

/** Workplaces: one supply point each, no dwellings, telemetry in clear. */
export const SCHOOL = 'ecole';
export const OFFICE = 'bureau';
export const SCHOOL_SUPPLY_POINT = prm(2001);
const OFFICE_SUPPLY_POINT = prm(3001);

const SCHOOL_OWNER = 'ecole-du-port';
const OFFICE_OWNER = 'granit-bureaux';

/** The school is a public body that cannot deduct VAT: it is repaid including tax. */
export function schoolCommands(seed: string): DemoCommand[] {
  const random = new Xoshiro(`${seed}/owner/${SCHOOL_OWNER}`);
  const number = siren(random);
  return [
    command('register-site', {
      site: SCHOOL,
      name: "École d'ingénieurs du Port",
      address: '3 quai des Antilles, 44200 Nantes',
      zone: 'Europe/Paris',
      kind: 'school',
    }),
    command('register-owner', {
      owner: SCHOOL_OWNER,
      kind: 'public-body',
      name: "École d'ingénieurs du Port",
      address: '3 quai des Antilles, 44200 Nantes',
      country: 'FR',
      siren: number,
      siret: siret(number),
      vatNumber: null,
      vat: 'cannot-deduct',
      iban: iban(random),
      language: 'fr',
    }),
    ...supplyCommands({
      supplyPoint: SCHOOL_SUPPLY_POINT,
      site: SCHOOL,
      dwelling: null,
      meter: { option: 'season-4', subscribedKva: 60, offPeak: BY_SEASON },
      holder: { kind: 'owner', owner: SCHOOL_OWNER },
      tariff: SCHOOL_MARKET,
      creditList: null,
      tax: 'including',
      aux: true,
    }),
  ];
}

/** The office belongs to a company that deducts VAT and lets us draw up its invoices. It is a client of ours as well. */
export function officeCommands(seed: string): DemoCommand[] {
  const random = new Xoshiro(`${seed}/siren/granit`);
  const number = siren(random);
  return [
    command('register-site', {
      site: OFFICE,
      name: "Bureau d'études Granit",
      address: '7 rue des Tailleurs, 29200 Brest',
      zone: 'Europe/Paris',
      kind: 'office',
    }),
    command('register-owner', {
      owner: OFFICE_OWNER,
      kind: 'company',
      name: 'Granit Ingénierie SAS',
      address: '7 rue des Tailleurs, 29200 Brest',
      country: 'FR',
      siren: number,
      siret: siret(number),
      vatNumber: frenchVatNumber(number),
      vat: 'deducts',
      iban: iban(random),
      language: 'fr',
    }),
    command('give-self-billing-mandate', {
      owner: OFFICE_OWNER,
      mandate: 'granit-2026',
      from: '2026-01-01',
      to: '2027-12-31',
    }),
    command('open-series', { kind: 'statements', series: OFFICE_OWNER, prefix: 'A2026-', first: 1 }),
    ...supplyCommands({
      supplyPoint: OFFICE_SUPPLY_POINT,
      site: OFFICE,
      dwelling: null,
      meter: { option: 'spot', subscribedKva: 24 },
      holder: { kind: 'owner', owner: OFFICE_OWNER },
      tariff: OFFICE_SPOT,
      creditList: null,
      tax: 'excluding',
      aux: true,
    }),
  ];
}

export const schoolHeaters = (count: number, seed: string): HeaterPlan[] =>
  hallHeaters('eco', SCHOOL, SCHOOL_SUPPLY_POINT, count, seed);
export const officeHeaters = (count: number, seed: string): HeaterPlan[] =>
  hallHeaters('bur', OFFICE, OFFICE_SUPPLY_POINT, count, seed);

function hallHeaters(
  prefix: string,
  site: string,
  supplyPoint: string,
  count: number,
  seed: string,
): HeaterPlan[] {
  return Array.from({ length: count }, (_, index): HeaterPlan => {
    const heater = `${prefix}-${String(index + 1).padStart(2, '0')}`;
    const random = new Xoshiro(`${seed}/room/${heater}`);
    return befall({
      heater,
      site,
      dwelling: null,
      supplyPoint,
      model: HALL_HEATER,
      occupancy: 'workplace',
      household: false,
      wattsPerKelvin: random.between(28, 48),
      mainWh: random.between(500_000, 9_000_000),
      auxWh: random.between(5_000, 60_000),
      modes: [],
      mishaps: [],
    });
  });
}
