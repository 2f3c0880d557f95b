import fc from 'fast-check';
import type { PriceComponent } from '#domain/compute-contracts';
import type { FactEvent } from '#domain/facts';
import { addExact } from '#domain/quantity';
import type { SealedWork } from '#events';
import { client, contract, factsOf } from '../../../../test/samples/heated-block.js';
import { CORE_HOUR_MS, component, priced, sealedWork, workOn } from '../../../../test/samples/priced-work.js';
import { rateUsage } from './rate-usage.js';
import { deduct, workParts } from './work-parts.js';
import { priceWork } from './work-pricing.js';

const RUNS = { numRuns: 100 };
const PLANS = ['cpu', 'express', 'reserved'];
const MODELS = ['ryzen', 'epyc'];
const NEW_PRICE = '2026-06-15';

/** Tiers with prices that fall or rise, fees, and bounds in thousandths of a unit. */
const tiers = fc
  .array(fc.record({ width: fc.integer({ min: 1, max: 50_000 }), price: fc.nat(1000), fee: fc.nat(50) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((given) => {
    let bound = 0;
    return given.map(({ width, price, fee }, place): [number | null, number, number] => {
      bound += width;
      return [place === given.length - 1 ? null : bound / 1000, price / 100, fee];
    });
  });
const oneComponent = (plan: string | null): fc.Arbitrary<PriceComponent> =>
  fc.oneof(
    tiers.map((given) => component('graduated', given, { plan })),
    tiers.map((given) => component('volume', given, { plan })),
    fc
      .record({ size: fc.integer({ min: 1, max: 40 }), price: fc.nat(100) })
      .map(({ size, price }) => component('package', [[null, price]], { plan, packageUnits: String(size) })),
  );
const prices: fc.Arbitrary<FactEvent[]> = fc
  .tuple(oneComponent(null), oneComponent('express'), oneComponent(null), oneComponent('express'))
  .map(([any, express, newAny, newExpress]) => [
    priced('list', '2026-01-01', [any, express]),
    priced('list', NEW_PRICE, [newAny, newExpress]),
  ]);
const work: fc.Arbitrary<SealedWork[]> = fc.array(
  fc
    .record({
      day: fc.integer({ min: 1, max: 30 }),
      ms: fc.integer({ min: 1, max: 40 * CORE_HOUR_MS }),
      plan: fc.constantFrom(...PLANS),
      model: fc.constantFrom(...MODELS),
    })
    .map(({ day, ms, plan, model }) =>
      workOn(`2026-06-${String(day).padStart(2, '0')}`, ms / CORE_HOUR_MS, { plan, model, coreMs: ms }),
    ),
  { maxLength: 12 },
);
const terms = fc.record({
  allowanceUnits: fc.option(fc.integer({ min: 1, max: 30 }).map(String)),
  discountPercent: fc.option(fc.integer({ min: 0, max: 99 }).map(String)),
  minimumEurPerMonth: fc.option(fc.integer({ min: 1, max: 5000 }).map(String)),
  reserved: fc.option(
    fc.record({ units: fc.integer({ min: 1, max: 40 }).map(String), eurPerUnit: fc.constant('0.5') }),
  ),
});

const charges = (events: FactEvent[], agreed: Parameters<typeof contract>[2], ...heaters: SealedWork[][]) =>
  rateUsage(
    factsOf(client('lab'), ...events, contract('lab', 'lab-1', { priceList: 'list', ...agreed })),
    '2026-06',
    heaters.map((rows) => sealedWork(...rows)),
  ).charges;
const figures = (...of: Parameters<typeof charges>) =>
  charges(...of).map(({ key, quantityText, priceEur, amountCents }) => [
    key,
    quantityText,
    priceEur,
    amountCents,
  ]);
const sumMs = (rows: readonly { readonly quantityMs: number }[]): number =>
  rows.reduce((sum, { quantityMs }) => addExact(sum, quantityMs), 0);

describe('computing, whatever the prices, terms and work', () => {
  test('work split over heaters, days and rows in any order is priced as the whole', () => {
    fc.assert(
      fc.property(prices, terms, work, fc.nat(), (events, agreed, rows, seed) => {
        const halves = rows.flatMap((row) => {
          const part = seed % row.coreMs;
          return [
            { ...row, coreMs: part },
            { ...row, coreMs: row.coreMs - part },
          ];
        });
        const turned = [
          ...halves.slice(seed % (halves.length + 1)),
          ...halves.slice(0, seed % (halves.length + 1)),
        ];
        const some = turned.filter((_, place) => place % 3 === 0);
        const others = turned.filter((_, place) => place % 3 !== 0).reverse();
        expect(figures(events, agreed, some, others)).toEqual(figures(events, agreed, rows));
      }),
      RUNS,
    );
  });

  test('no line is negative, every line has a key of its own, and all of them reach the minimum', () => {
    fc.assert(
      fc.property(prices, terms, work, (events, agreed, rows) => {
        const lines = charges(events, agreed, rows);
        expect(lines.every(({ amountCents }) => amountCents >= 0)).toBe(true);
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
        const total = lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
        expect(total).toBeGreaterThanOrEqual(Number(agreed.minimumEurPerMonth ?? 0) * 100);
      }),
      RUNS,
    );
  });

  test('nothing is lost: work = included in reserved capacity + allowance + what is priced', () => {
    fc.assert(
      fc.property(prices, work, fc.nat(60), fc.nat(60), (events, rows, reservedUnits, allowanceUnits) => {
        const facts = factsOf(...events);
        const versions = facts.computePrices.get('list') ?? [];
        const parts = workParts(rows, (day) => versions.findLast((price) => price.from <= day) ?? null);
        const reserved = deduct(parts, reservedUnits * CORE_HOUR_MS, ({ plan }) => plan === 'reserved');
        const allowance = deduct(reserved.rest, allowanceUnits * CORE_HOUR_MS);
        const billedMs = rows.reduce((sum, row) => addExact(sum, row.coreMs), 0);
        expect(reserved.deductedMs + allowance.deductedMs + sumMs(allowance.rest)).toBe(billedMs);
        const usage = priceWork(allowance.rest).filter(({ kind }) => kind === 'usage');
        const counted = (scheme: string): boolean => scheme !== 'package';
        const pricedMs = usage
          .filter(({ component: { scheme } }) => counted(scheme))
          .reduce((sum, { quantity }) => addExact(sum, quantity), 0);
        expect(pricedMs).toBe(sumMs(allowance.rest.filter(({ component: { scheme } }) => counted(scheme))));
      }),
      RUNS,
    );
  });

  test('graduated: what is owed never falls as usage grows', () => {
    fc.assert(
      fc.property(tiers, fc.nat(200_000_000), fc.nat(200_000_000), (given, ms, moreMs) => {
        const events = [priced('list', '2026-01-01', [component('graduated', given)])];
        const total = (coreMs: number): number =>
          charges(events, {}, [workOn('2026-06-10', 1, { coreMs })]).reduce(
            (sum, { amountCents }) => sum + amountCents,
            0,
          );
        expect(total(ms + moreMs)).toBeGreaterThanOrEqual(total(ms));
      }),
      RUNS,
    );
  });
});
