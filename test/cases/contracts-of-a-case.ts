import type { LedgerOfATest } from '../scenarios/ledger-of-a-test.js';

/** [up to, EUR per unit, flat EUR]; up to null: without end. */
export type Tier = readonly [upTo: string | null, eurPerUnit: string, flatEur?: string];

export const component = (scheme: string, tiers: readonly Tier[], packageUnits: string | null = null) => ({
  plan: null,
  model: null,
  scheme,
  packageUnits,
  tiers: tiers.map(([upTo, eurPerUnit, flatEur = '0']) => ({ upTo, eurPerUnit, flatEur })),
});

/** A list priced per core-hour: by one price, or by components. */
export const priceList = (list: string, price: string | object, from = '2026-01-01') =>
  [
    'set-compute-price',
    {
      priceList: list,
      from,
      unit: 'core-hour',
      ...(typeof price === 'string' ? { eurPerUnit: price } : { components: [price] }),
    },
  ] as const;

export const clientOf = (client: string, changes: object = {}) =>
  [
    'register-client',
    {
      client,
      kind: 'company',
      identity: { name: `Client ${client}`, address: '4 rue des Essais', email: null },
      country: 'FR',
      siren: '000000018',
      vatNumber: null,
      language: 'en',
      ...changes,
    },
  ] as const;

export const contractOf = (client: string, contract: string, list: string, terms: object = {}) =>
  [
    'sign-contract',
    {
      client,
      contract,
      from: '2026-01-01',
      priceList: list,
      unit: 'core-hour',
      pays: 'completed',
      paymentDays: 30,
      reference: null,
      ...terms,
    },
  ] as const;

/** A client of its own with one contract on a list. */
export const givenContract = (
  ledger: LedgerOfATest,
  name: string,
  list: string,
  terms: object = {},
): Promise<void> => ledger.given(clientOf(name), contractOf(name, name, list, terms));
