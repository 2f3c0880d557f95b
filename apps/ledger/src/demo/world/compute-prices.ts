import { localMs } from '../model/month.js';
import { command, type DatedCommand, type DemoCommand } from './command.js';

/** Prices of computing, made up in a range one meets: one way of pricing each. */
export const COMPUTE_STANDARD = 'compute-standard';
export const COMPUTE_SMALL = 'compute-small';
export const COMPUTE_GRADUATED = 'compute-graduated';
export const COMPUTE_VOLUME = 'compute-volume';
export const COMPUTE_PACKAGES = 'compute-packages';
export const COMPUTE_RESERVED = 'compute-reserved';
export const COMPUTE_GHZ = 'compute-ghz';

const NEW_YEAR = '2026-01-01';

type Tier = readonly [upTo: string | null, eurPerUnit: string];

const tiers = (...each: readonly Tier[]) => each.map(([upTo, eurPerUnit]) => ({ upTo, eurPerUnit }));
const perUnit = (eurPerUnit: string, plan: string | null = null, model: string | null = null) => ({
  plan,
  model,
  scheme: 'per-unit',
  tiers: tiers([null, eurPerUnit]),
});

const LOW_PRIORITY = perUnit('0.026', 'low-priority');
/** The third tier as first announced, and as it had been agreed. */
const volume = (beyond: string) => [
  { scheme: 'volume', tiers: tiers(['100000', '0.0390'], ['200000', '0.0370'], [null, beyond]) },
  LOW_PRIORITY,
];

export function computePriceCommands(): DemoCommand[] {
  return [
    flat(COMPUTE_STANDARD, NEW_YEAR, '0.045'),
    flat(COMPUTE_STANDARD, '2026-03-16', '0.042'),
    flat(COMPUTE_SMALL, NEW_YEAR, '0.060'),
    listed(COMPUTE_GRADUATED, [
      {
        scheme: 'graduated',
        tiers: tiers(['50000', '0.0480'], ['150000', '0.0440'], [null, '0.0400']),
      },
    ]),
    listed(COMPUTE_VOLUME, volume('0.0355')),
    listed(COMPUTE_PACKAGES, [{ scheme: 'package', packageUnits: '1000', tiers: tiers([null, '33']) }]),
    listed(COMPUTE_RESERVED, [perUnit('0.038'), perUnit('0.036', 'reserved')]),
    listed(COMPUTE_GHZ, [perUnit('0.0150'), perUnit('0.0145', null, 'F-3x8-28')], 'ghz-hour'),
  ];
}

/** A new price, of which the client was told in due time; and one found to be wrong after the close. */
export function laterComputePrices(): DatedCommand[] {
  const contract = { client: 'granit', contract: 'granit-2026', priceList: COMPUTE_VOLUME };
  return [
    {
      ...command('notify-price-revision', {
        ...contract,
        from: '2026-06-01',
        sentOn: '2026-03-20',
        evidence: 'registered letter, copy in the file of the contract',
      }),
      atMs: localMs(20, 17),
    },
    {
      ...command('set-compute-price', {
        priceList: COMPUTE_VOLUME,
        from: '2026-06-01',
        unit: 'core-hour',
        components: volume('0.0345'),
      }),
      atMs: localMs(23, 9),
    },
    {
      ...command('correct-compute-price', {
        priceList: COMPUTE_VOLUME,
        from: NEW_YEAR,
        unit: 'core-hour',
        components: volume('0.0350'),
        reason: 'the contract says 0.0350 beyond 200 000 core-hours',
      }),
      atMs: localMs(40, 11),
    },
  ];
}

const flat = (priceList: string, from: string, eurPerUnit: string): DemoCommand =>
  command('set-compute-price', { priceList, from, unit: 'core-hour', eurPerUnit });

const listed = (
  priceList: string,
  components: readonly Readonly<Record<string, unknown>>[],
  unit = 'core-hour',
): DemoCommand => command('set-compute-price', { priceList, from: NEW_YEAR, unit, components });
