import { Xoshiro } from '../random/xoshiro.js';
import type { Habit } from '../work/synthetic.js';
import { command, type DemoCommand } from './command.js';
import { frenchVatNumber, siren } from './numbers.js';
import { COMPUTE_LARGE, COMPUTE_SMALL, COMPUTE_STANDARD } from './prices.js';

/** Who buys computing, on what terms, and how they work. */
interface ClientPlan {
  readonly client: string;
  readonly name: string;
  readonly address: string;
  readonly kind: 'company' | 'individual' | 'public-body' | 'research';
  readonly country: 'FR' | 'NL';
  readonly vatNumber?: string;
  readonly priceList: string;
  /** A research grant instead of a contract. */
  readonly grant?: { readonly beneficiary: string };
  readonly pays: 'completed' | 'all';
  readonly habit: Omit<Habit, 'contract'>;
}

const batch = 'batch';
const express = 'express';

const CLIENTS: readonly ClientPlan[] = [
  {
    client: 'studio-brume',
    name: 'Studio Brume SAS',
    address: '4 quai des Salorges, 44100 Nantes',
    kind: 'company',
    country: 'FR',
    priceList: COMPUTE_STANDARD,
    pays: 'completed',
    habit: {
      plan: batch,
      jobsPerDay: 340,
      cores: [4, 8, 16],
      hours: { least: 1, most: 4 },
      rhythm: 'evening',
    },
  },
  {
    client: 'banque-armorine',
    name: 'Banque Armorine SA',
    address: '12 rue du Parlement, 35000 Rennes',
    kind: 'company',
    country: 'FR',
    priceList: COMPUTE_LARGE,
    pays: 'all',
    habit: {
      plan: express,
      jobsPerDay: 520,
      cores: [8, 16],
      hours: { least: 1, most: 2 },
      rhythm: 'evening',
    },
  },
  {
    client: 'granit',
    name: 'Granit Ingénierie SAS',
    address: '7 rue des Tailleurs, 29200 Brest',
    kind: 'company',
    country: 'FR',
    priceList: COMPUTE_LARGE,
    pays: 'completed',
    habit: { plan: batch, jobsPerDay: 110, cores: [16], hours: { least: 2, most: 10 }, rhythm: 'office' },
  },
  {
    client: 'aquilon-meteo',
    name: 'Aquilon Météo SARL',
    address: '30 route de Lagord, 17000 La Rochelle',
    kind: 'company',
    country: 'FR',
    priceList: COMPUTE_STANDARD,
    pays: 'all',
    habit: { plan: express, jobsPerDay: 192, cores: [8, 16], hours: { least: 1, most: 3 }, rhythm: 'any' },
  },
  {
    client: 'atelier-noroit',
    name: 'Atelier Noroît SARL',
    address: '2 place Bretagne, 44000 Nantes',
    kind: 'company',
    country: 'FR',
    priceList: COMPUTE_STANDARD,
    pays: 'completed',
    habit: { plan: batch, jobsPerDay: 60, cores: [2, 4], hours: { least: 1, most: 5 }, rhythm: 'office' },
  },
  {
    client: 'tessera-vision',
    name: 'Tessera Vision SAS',
    address: '81 cours Vitton, 69006 Lyon',
    kind: 'company',
    country: 'FR',
    priceList: COMPUTE_STANDARD,
    pays: 'completed',
    habit: { plan: batch, jobsPerDay: 140, cores: [8], hours: { least: 2, most: 6 }, rhythm: 'any' },
  },
  {
    client: 'maasvliet',
    name: 'Maasvliet Simulatie BV',
    address: 'Wijnhaven 22, 3011 WR Rotterdam',
    kind: 'company',
    country: 'NL',
    vatNumber: 'NL000099998B57',
    priceList: COMPUTE_LARGE,
    pays: 'completed',
    habit: { plan: batch, jobsPerDay: 96, cores: [16], hours: { least: 2, most: 8 }, rhythm: 'any' },
  },
  {
    client: 'port-aubrac',
    name: 'Ville de Port-Aubrac',
    address: "1 place de l'Hôtel-de-Ville, 56900 Port-Aubrac",
    kind: 'public-body',
    country: 'FR',
    priceList: COMPUTE_STANDARD,
    pays: 'completed',
    habit: { plan: batch, jobsPerDay: 14, cores: [2, 4], hours: { least: 1, most: 3 }, rhythm: 'office' },
  },
  {
    client: 'individual-0417',
    name: 'Camille Hervieu',
    address: '15 rue Kéréon, 29000 Quimper',
    kind: 'individual',
    country: 'FR',
    priceList: COMPUTE_SMALL,
    pays: 'completed',
    habit: { plan: batch, jobsPerDay: 3, cores: [1, 2], hours: { least: 1, most: 2 }, rhythm: 'evening' },
  },
  {
    client: 'lavandin',
    name: 'Institut Lavandin',
    address: '110 avenue du Vivarais, 38000 Grenoble',
    kind: 'research',
    country: 'FR',
    priceList: COMPUTE_STANDARD,
    grant: { beneficiary: 'Institut Lavandin, protein folding' },
    pays: 'completed',
    habit: { plan: batch, jobsPerDay: 70, cores: [4, 8], hours: { least: 3, most: 9 }, rhythm: 'any' },
  },
];

const contractOf = (client: string): string => `${client}-2026`;

export function clientCommands(seed: string): DemoCommand[] {
  return CLIENTS.flatMap((plan) => [registration(plan, seed), terms(plan)]);
}

export const habits = (): readonly Habit[] =>
  CLIENTS.map((plan) => ({ ...plan.habit, contract: contractOf(plan.client) }));

function registration(plan: ClientPlan, seed: string): DemoCommand {
  const { client, kind, name, address, country } = plan;
  const french =
    kind === 'individual' || country !== 'FR' ? null : siren(new Xoshiro(`${seed}/siren/${client}`));
  return command('register-client', {
    client,
    kind,
    identity: { name, address, email: `compta@${client}.example` },
    country,
    siren: french,
    vatNumber: plan.vatNumber ?? (french === null ? null : frenchVatNumber(french)),
    language: country === 'FR' ? 'fr' : 'en',
  });
}

function terms(plan: ClientPlan): DemoCommand {
  const { client, priceList, grant, pays } = plan;
  const contract = contractOf(client);
  if (grant !== undefined) {
    return command('give-grant', {
      client,
      contract,
      from: '2026-01-01',
      to: '2026-12-31',
      priceList,
      ...grant,
    });
  }
  const days = plan.kind === 'individual' ? 0 : 30;
  return command('sign-contract', {
    client,
    contract,
    from: '2026-01-01',
    priceList,
    unit: 'core-hour',
    pays,
    paymentDays: days,
    reference: plan.kind === 'company' ? `BC-2026-${client.slice(0, 4).toUpperCase()}` : null,
  });
}

/** Users of a job trace as clients: `user-07`, contract `user-07-2026`; every fifth pays all attempts. */
export function traceClients(users: readonly number[], seed: string): DemoCommand[] {
  return users.flatMap((user) => {
    const client = traceClient(user);
    const number = siren(new Xoshiro(`${seed}/siren/${client}`));
    return [
      command('register-client', {
        client,
        kind: 'company',
        identity: {
          name: `User ${user} of the trace`,
          address: '1 rue des Calculs, 75013 Paris',
          email: null,
        },
        country: 'FR',
        siren: number,
        vatNumber: frenchVatNumber(number),
        language: 'en',
      }),
      command('sign-contract', {
        client,
        contract: traceContract(user),
        from: '2026-01-01',
        priceList: COMPUTE_STANDARD,
        unit: 'core-hour',
        pays: user % 5 === 0 ? 'all' : 'completed',
        paymentDays: 30,
        reference: null,
      }),
    ];
  });
}

const traceClient = (user: number): string =>
  user < 0 ? 'user-unknown' : `user-${String(user).padStart(2, '0')}`;
export const traceContract = (user: number): string => `${traceClient(user)}-2026`;
