import { Xoshiro } from '../random/xoshiro.js';
import type { Habit } from '../work/synthetic.js';
import { command, type DemoCommand } from './command.js';
import { frenchVatNumber, siren, siret } from './numbers.js';
import { CLIENTS, type ClientPlan } from './client-plans.js';
import { COMPUTE_GHZ, COMPUTE_STANDARD } from './compute-prices.js';

const PREPAID = { client: 'tessera-vision', cents: 300_000 };

const contractOf = (client: string): string => `${client}-2026`;

export function clientCommands(seed: string): DemoCommand[] {
  return [
    // Research gets this much in all; a grant must stay within it.
    command('set-research-budget', { coreHours: 200_000 }),
    ...CLIENTS.flatMap((plan) => [registration(plan, seed), terms(plan)]),
    // Paid before any work: an invoice of type 386 follows, and the month's invoice deducts it.
    command('record-money-received', {
      receipt: `bank-2026-02-20-${PREPAID.client}`,
      on: '2026-02-20',
      client: PREPAID.client,
      amountCents: PREPAID.cents,
      prepayment: { contract: contractOf(PREPAID.client) },
      reference: 'VIR ACOMPTE MARS',
    }),
  ];
}

export const habits = (): readonly Habit[] =>
  CLIENTS.flatMap(({ client, habits: own }) =>
    own.map((habit) => ({ ...habit, contract: contractOf(client) })),
  );

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
    siret: french === null ? null : siret(french),
  });
}

function terms(plan: ClientPlan): DemoCommand {
  const { client, priceList, grant, pays, terms: more } = plan;
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
    from: '2026-03-01',
    priceList,
    unit: priceList === COMPUTE_GHZ ? 'ghz-hour' : 'core-hour',
    pays,
    paymentDays: days,
    reference: plan.kind === 'company' ? `BC-2026-${client.slice(0, 4).toUpperCase()}` : null,
    ...more,
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
