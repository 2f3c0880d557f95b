import type { Habit } from '../work/synthetic.js';
import {
  COMPUTE_GHZ,
  COMPUTE_GRADUATED,
  COMPUTE_PACKAGES,
  COMPUTE_RESERVED,
  COMPUTE_SMALL,
  COMPUTE_STANDARD,
  COMPUTE_VOLUME,
} from './compute-prices.js';

type Pays = 'completed' | 'completed-failed' | 'completed-preempted' | 'all';

/** Who buys computing, on what terms, and how they work. */
export interface ClientPlan {
  readonly client: string;
  readonly name: string;
  readonly address: string;
  readonly kind: 'company' | 'individual' | 'public-body' | 'research';
  readonly country: 'FR' | 'NL';
  readonly vatNumber?: string;
  readonly priceList: string;
  /** A research grant instead of a contract. */
  readonly grant?: { readonly beneficiary: string; readonly limitCoreHours: number };
  readonly pays: Pays;
  /** What the contract says beyond a price. */
  readonly terms?: Readonly<Record<string, unknown>>;
  readonly habits: readonly Omit<Habit, 'contract'>[];
}

/** Plan classes: what may be preempted first costs least. */
const onDemand = 'on-demand';
const reserved = 'reserved';
const lowPriority = 'low-priority';

/** Graduated prices. */
const STUDIO: ClientPlan = {
  client: 'studio-brume',
  name: 'Studio Brume SAS',
  address: '4 quai des Salorges, 44100 Nantes',
  kind: 'company',
  country: 'FR',
  priceList: COMPUTE_GRADUATED,
  pays: 'completed',
  habits: [
    {
      plan: onDemand,
      jobsPerDay: 340,
      cores: [4, 8, 16],
      hours: { least: 1, most: 4 },
      rhythm: 'evening',
    },
  ],
};

/** Reserved capacity, paid whether used or not; what goes beyond it costs more. */
const BANK: ClientPlan = {
  client: 'banque-armorine',
  name: 'Banque Armorine SA',
  address: '12 rue du Parlement, 35000 Rennes',
  kind: 'company',
  country: 'FR',
  priceList: COMPUTE_RESERVED,
  pays: 'all',
  terms: { reserved: { units: '220000', eurPerUnit: '0.030' } },
  habits: [
    { plan: reserved, jobsPerDay: 400, cores: [8, 16], hours: { least: 1, most: 2 }, rhythm: 'evening' },
    { plan: onDemand, jobsPerDay: 120, cores: [8, 16], hours: { least: 1, most: 2 }, rhythm: 'office' },
  ],
};

/** The tier of the whole month prices all of it; new prices need notice. An owner as well. */
const GRANIT: ClientPlan = {
  client: 'granit',
  name: 'Granit Ingénierie SAS',
  address: '7 rue des Tailleurs, 29200 Brest',
  kind: 'company',
  country: 'FR',
  priceList: COMPUTE_VOLUME,
  pays: 'completed',
  terms: { to: '2026-12-31', renewalMonths: 12, notice: { priceDays: 30, endDays: 60 } },
  habits: [
    { plan: onDemand, jobsPerDay: 80, cores: [16], hours: { least: 2, most: 10 }, rhythm: 'office' },
    { plan: lowPriority, jobsPerDay: 30, cores: [16], hours: { least: 2, most: 10 }, rhythm: 'any' },
  ],
};

/** Pays by the GHz-hour, whatever the model of processor. */
const AQUILON: ClientPlan = {
  client: 'aquilon-meteo',
  name: 'Aquilon Météo SARL',
  address: '30 route de Lagord, 17000 La Rochelle',
  kind: 'company',
  country: 'FR',
  priceList: COMPUTE_GHZ,
  pays: 'completed-failed',
  habits: [{ plan: onDemand, jobsPerDay: 192, cores: [8, 16], hours: { least: 1, most: 3 }, rhythm: 'any' }],
};

/** A minimum a month: what is not used is topped up. */
const ATELIER: ClientPlan = {
  client: 'atelier-noroit',
  name: 'Atelier Noroît SARL',
  address: '2 place Bretagne, 44000 Nantes',
  kind: 'company',
  country: 'FR',
  priceList: COMPUTE_STANDARD,
  pays: 'completed',
  terms: { minimumEurPerMonth: '900' },
  habits: [{ plan: onDemand, jobsPerDay: 60, cores: [2, 4], hours: { least: 1, most: 5 }, rhythm: 'office' }],
};

/** A free allowance, a discount, and money paid in advance. */
const TESSERA: ClientPlan = {
  client: 'tessera-vision',
  name: 'Tessera Vision SAS',
  address: '81 cours Vitton, 69006 Lyon',
  kind: 'company',
  country: 'FR',
  priceList: COMPUTE_STANDARD,
  pays: 'completed',
  terms: { discountPercent: '8', allowanceUnits: '2000' },
  habits: [{ plan: onDemand, jobsPerDay: 140, cores: [8], hours: { least: 2, most: 6 }, rhythm: 'any' }],
};

/** Packages: each begun one costs its price. What is preempted is paid, what fails is not. */
const MAASVLIET: ClientPlan = {
  client: 'maasvliet',
  name: 'Maasvliet Simulatie BV',
  address: 'Wijnhaven 22, 3011 WR Rotterdam',
  kind: 'company',
  country: 'NL',
  vatNumber: 'NL000099998B57',
  priceList: COMPUTE_PACKAGES,
  pays: 'completed-preempted',
  habits: [{ plan: lowPriority, jobsPerDay: 96, cores: [16], hours: { least: 2, most: 8 }, rhythm: 'any' }],
};

/** Invoiced through Chorus Pro: engagement number and service code. */
const TOWN: ClientPlan = {
  client: 'port-aubrac',
  name: 'Ville de Port-Aubrac',
  address: "1 place de l'Hôtel-de-Ville, 56900 Port-Aubrac",
  kind: 'public-body',
  country: 'FR',
  priceList: COMPUTE_STANDARD,
  pays: 'completed',
  terms: { purchaseOrder: 'EJ-2026-00417', buyerReference: 'SRV-NUMERIQUE' },
  habits: [{ plan: onDemand, jobsPerDay: 14, cores: [2, 4], hours: { least: 1, most: 3 }, rhythm: 'office' }],
};

const INDIVIDUAL: ClientPlan = {
  client: 'individual-0417',
  name: 'Camille Hervieu',
  address: '15 rue Kéréon, 29000 Quimper',
  kind: 'individual',
  country: 'FR',
  priceList: COMPUTE_SMALL,
  pays: 'completed',
  habits: [{ plan: onDemand, jobsPerDay: 3, cores: [1, 2], hours: { least: 1, most: 2 }, rhythm: 'evening' }],
};

/** Research at price zero, up to a limit. */
const INSTITUTE: ClientPlan = {
  client: 'lavandin',
  name: 'Institut Lavandin',
  address: '110 avenue du Vivarais, 38000 Grenoble',
  kind: 'research',
  country: 'FR',
  priceList: COMPUTE_STANDARD,
  grant: { beneficiary: 'Institut Lavandin, protein folding', limitCoreHours: 120_000 },
  pays: 'completed',
  habits: [{ plan: lowPriority, jobsPerDay: 70, cores: [4, 8], hours: { least: 3, most: 9 }, rhythm: 'any' }],
};

export const CLIENTS: readonly ClientPlan[] = [
  STUDIO,
  BANK,
  GRANIT,
  AQUILON,
  ATELIER,
  TESSERA,
  MAASVLIET,
  TOWN,
  INDIVIDUAL,
  INSTITUTE,
];
