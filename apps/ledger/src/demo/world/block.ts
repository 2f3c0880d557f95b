import { HOME_HEATER } from '../model/power.js';
import { Xoshiro } from '../random/xoshiro.js';
import type { HeaterPlan } from '../telemetry/heater-plan.js';
import { command, type DemoCommand } from './command.js';
import { befall } from './mishaps.js';
import { frenchVatNumber, iban, prm, siren, siret } from './numbers.js';
import { base, commonMeter, ownMeter } from './meters.js';
import { LANDLORD_HPHC, LANDLORD_MARKET } from './prices.js';
import { supplyCommands } from './supply.js';

/**
 * Résidence Les Tilleuls: dwellings of a social landlord that cannot deduct VAT, three heaters each. The landlord
 * holds the electricity contracts and undertakes not to recharge the heat; in the last fifth of the
 * dwellings the occupant holds it and is repaid.
 */
export const BLOCK = 'tilleuls';
export const LANDLORD = 'habitat-tilleuls';
export const HEATERS_PER_DWELLING = 3;

export const dwellingId = (number: number): string => `til-${String(number).padStart(3, '0')}`;
export const blockHeater = (dwelling: number, heater: number): string => `${dwellingId(dwelling)}-${heater}`;
export const dwellingSupplyPoint = (number: number): string => prm(1000 + number);

/** Dwellings whose occupant holds the electricity contract. */
export const occupantHolds = (number: number, dwellings: number): boolean =>
  number > dwellings - dwellings / 5;
/** A draughty corner whose agreement leaves out the auxiliary register: what that draws is not free. */
const WITHOUT_AUX = 93;
const DRAUGHTY_WATTS_PER_KELVIN = 54;
/** Halls of the block: the third heater of some dwellings stands there, on a meter of the landlord. */
const HALLS: readonly { readonly hall: number; readonly insteadOf: readonly number[] }[] = [
  { hall: 1, insteadOf: [31, 32, 33] },
  { hall: 2, insteadOf: [34, 35, 36] },
];
export const hallSupplyPoint = (hall: number): string => prm(1900 + hall);
const hallOf = (dwelling: number): number | null =>
  HALLS.find(({ insteadOf }) => insteadOf.includes(dwelling))?.hall ?? null;

export function blockCommands(dwellings: number, seed: string): DemoCommand[] {
  const random = new Xoshiro(`${seed}/owner/${LANDLORD}`);
  const number = siren(random);
  return [
    command('register-site', {
      site: BLOCK,
      name: 'Résidence Les Tilleuls',
      address: '1 à 9 allée des Tilleuls, 44300 Nantes',
      zone: 'Europe/Paris',
      kind: 'housing',
    }),
    command('register-owner', {
      owner: LANDLORD,
      kind: 'social-landlord',
      name: 'Habitat des Tilleuls',
      address: '20 boulevard Jules-Verne, 44300 Nantes',
      country: 'FR',
      siren: number,
      siret: siret(number),
      vatNumber: frenchVatNumber(number),
      vat: 'cannot-deduct',
      iban: iban(random),
      language: 'fr',
    }),
    command('undertake-no-recharge', { owner: LANDLORD, site: BLOCK, from: '2026-01-01', to: null }),
    ...numbers(dwellings).flatMap((dwelling) => dwellingCommands(dwelling, dwellings)),
    ...HALLS.filter(({ insteadOf }) => insteadOf.some((dwelling) => dwelling <= dwellings)).flatMap(
      ({ hall }) =>
        supplyCommands({
          supplyPoint: hallSupplyPoint(hall),
          site: BLOCK,
          dwelling: null,
          meter: commonMeter(hall),
          holder: { kind: 'owner', owner: LANDLORD },
          tariff: LANDLORD_HPHC,
          creditList: null,
          tax: 'including',
          aux: true,
        }),
    ),
  ];
}

function dwellingCommands(number: number, dwellings: number): DemoCommand[] {
  const dwelling = dwellingId(number);
  const floor = Math.floor((number - 1) / 10);
  const storey = floor === 0 ? 'Rez-de-chaussée' : `Étage ${floor}`;
  const occupant = occupantHolds(number, dwellings);
  const { meter, tariff, creditList } = occupant
    ? ownMeter(dwellings - number)
    : { meter: base(6), tariff: LANDLORD_MARKET, creditList: null };
  return [
    command('add-dwelling', {
      site: BLOCK,
      dwelling,
      label: `${storey}, porte ${((number - 1) % 10) + 1}`,
    }),
    ...supplyCommands({
      supplyPoint: dwellingSupplyPoint(number),
      site: BLOCK,
      dwelling,
      meter,
      holder: occupant ? { kind: 'occupant' } : { kind: 'owner', owner: LANDLORD },
      tariff,
      creditList,
      tax: 'including',
      aux: number !== WITHOUT_AUX,
    }),
  ];
}

export function blockHeaters(dwellings: number, seed: string): HeaterPlan[] {
  return numbers(dwellings).flatMap((number) =>
    Array.from({ length: HEATERS_PER_DWELLING }, (_, index): HeaterPlan => {
      const heater = blockHeater(number, index + 1);
      const random = new Xoshiro(`${seed}/room/${heater}`);
      const hall = index === HEATERS_PER_DWELLING - 1 ? hallOf(number) : null;
      return befall({
        heater,
        site: BLOCK,
        dwelling: hall === null ? dwellingId(number) : null,
        supplyPoint: hall === null ? dwellingSupplyPoint(number) : hallSupplyPoint(hall),
        model: HOME_HEATER,
        occupancy: 'home',
        household: hall === null,
        wattsPerKelvin: number === WITHOUT_AUX ? DRAUGHTY_WATTS_PER_KELVIN : random.between(20, 36),
        mainWh: random.between(800_000, 6_000_000),
        auxWh: random.between(10_000, 90_000),
        modes: [],
        mishaps: [],
      });
    }),
  );
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
