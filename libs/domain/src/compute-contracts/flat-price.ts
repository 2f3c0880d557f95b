import type { ComputePriceSet } from '#events';

/** One price for all work, whatever its plan, processor and quantity. */
export const flatPrice = (eurPerUnit: string): ComputePriceSet['data']['components'] => [
  {
    plan: null,
    model: null,
    scheme: 'per-unit',
    packageUnits: null,
    tiers: [{ upTo: null, eurPerUnit, flatEur: '0' }],
  },
];
