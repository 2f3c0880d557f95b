import { Decimal } from '#domain/quantity';
import type { SealedEnergy } from '#events';
import { POINT_A, agreement, factsOf, heldByOwner, owner } from '../../../../test/samples/heated-block.js';
import {
  coverageClaims,
  electricityCost,
  forgoneClaim,
  freeShareClaim,
  unitPriceClaims,
  type BenchmarkInForce,
  type Claim,
  type MoneyOfMonth,
} from './index.js';

const judged = ({ verdict, figure }: Claim) => [verdict, figure];
const eur = (text: string) => new Decimal(text);
const benchmark = (metric: BenchmarkInForce['metric'], value: string): BenchmarkInForce => ({
  benchmark: `b-${metric}`,
  metric,
  value,
  boundary: 'average',
  from: '2026-01-01',
  source: 'survey',
  index: 7,
});

describe('coverage', () => {
  const facts = factsOf(owner('habitat'), heldByOwner(POINT_A, 'habitat'), agreement(POINT_A));
  const row = (energyWh: number, changes: Partial<SealedEnergy> = {}): SealedEnergy => ({
    supplyPoint: POINT_A,
    site: 'block',
    dwelling: null,
    holder: { kind: 'owner', id: 'habitat' },
    occupant: null,
    register: 'main',
    kind: 'measured',
    priceCell: 'base',
    priceList: 'base6',
    priceFrom: '2026-08-01',
    agreement: 'ag-1',
    from: '2026-08-01',
    to: '2026-08-31',
    status: 'credited',
    reason: null,
    energyWh,
    ...changes,
  });
  const auxiliary = { register: 'aux', status: 'uncreditable', reason: 'AUX_NOT_AGREED' } as const;
  const money: MoneyOfMonth = {
    billedEur: eur('4.80'),
    collectedEur: eur('0'),
    adjustedCreditsEur: eur('0'),
    documents: ['F-1'],
    receipts: [],
    setAside: [],
  };
  const claims = (rows: readonly SealedEnergy[], changes: Partial<MoneyOfMonth> = {}) =>
    coverageClaims(electricityCost(facts, rows), { ...money, ...changes }).map(judged);

  test('case 7: 4.80 billed for 12 kWh at 0.2001 is 1.999, and nothing of it collected yet', () => {
    expect(claims([row(12_000)])).toEqual([
      ['holds', '1.999'],
      ['fails', '0.000'],
    ]);
  });

  test('energy that is not credited costs its own tariff', () => {
    // 12 and 12 kWh at 0.2001: 4.8024, and 4.80 is below it, however it is printed.
    expect(claims([row(12_000), row(12_000, auxiliary)])[0]).toEqual(['fails', '1.000']);
  });

  test('adjustments of credits of earlier months are part of the cost', () => {
    expect(claims([row(12_000)], { adjustedCreditsEur: eur('2.4') })[0]).toEqual(['fails', '1.000']);
  });

  test('energy without a price leaves open what holds without it, and changes nothing about what fails', () => {
    const unpriced = row(5, { supplyPoint: null, status: 'uncreditable', reason: 'NOT_INSTALLED' });
    const [billed, collected] = coverageClaims(electricityCost(facts, [row(12_000), unpriced]), money);
    expect(billed).toMatchObject({ verdict: 'not provable', figure: null });
    expect(billed!.missing).toEqual([expect.stringContaining('5 Wh (NOT_INSTALLED)')]);
    expect(collected).toMatchObject({ verdict: 'fails', figure: '0.000' });
  });

  test('a span whose energy is not known leaves it open; a discarded one was never drawn', () => {
    const unread = row(0, { status: 'pending', reason: 'NO_READING' });
    expect(claims([row(12_000), unread])[0]).toEqual(['not provable', null]);
    const discarded = row(90_000, { status: 'uncreditable', reason: 'DISCARDED' });
    expect(claims([row(12_000), discarded])[0]).toEqual(['holds', '1.999']);
  });

  test('an invoice set aside may still turn a failure round: nothing is proved until it is issued', () => {
    const rows = [row(12_000), row(12_000, auxiliary)];
    const [billed] = coverageClaims(electricityCost(facts, rows), {
      ...money,
      setAside: ['2026-08.invoice.lab'],
    });
    expect(billed).toMatchObject({ verdict: 'not provable' });
    expect(billed!.missing).toEqual([expect.stringContaining('2026-08.invoice.lab')]);
  });

  test('without electricity there is nothing to cover', () => {
    expect(claims([])).toEqual([
      ['not provable', null],
      ['not provable', null],
    ]);
  });
});

describe('free n of m', () => {
  const dwellings = { free: 92, counted: 97, reasons: {}, others: { EMPTY: 3 } };
  test.each<[Record<string, number>, string, string | null]>([
    [{ FREE_DUE: 90, FREE_PAID: 7, SHORT: 0, UNPROVEN: 0 }, 'holds', '0.9485'],
    [{ FREE_PAID: 92, SHORT: 4, UNPROVEN: 1 }, 'fails', '0.9485'],
    [{ FREE_PAID: 92, SHORT: 0, UNPROVEN: 5 }, 'not provable', null],
  ])('%j: %s', (byStatus, verdict, figure) => {
    const claim = freeShareClaim({ ...dwellings, byStatus, reasons: { HELD_SPAN: 5 } }, [12]);
    expect(judged(claim)).toEqual([verdict, figure]);
    expect(claim.inputs).toMatchObject({ free: 92, counted: 97, 'not counted EMPTY': 3 });
  });

  test('of none is no proof', () => {
    expect(judged(freeShareClaim({ ...dwellings, counted: 0, byStatus: {} }, []))).toEqual([
      'not provable',
      null,
    ]);
  });
});

describe('the price of computing', () => {
  const work = {
    billed: { coreMs: 384 * 3_600_000, ghzMs: 1152 * 3_600_000 },
    done: { coreMs: 768 * 3_600_000, ghzMs: 2304 * 3_600_000 },
    unpricedCoreMs: 0,
  };
  const input = { work, ownBilledEur: eur('19.20'), documents: ['F-1'], setAside: [] };
  const prices = (changes: Partial<Parameters<typeof unitPriceClaims>[0]> = {}) =>
    unitPriceClaims({ ...input, benchmarkOf: (metric) => benchmark(metric, '0.04'), ...changes }).map(judged);

  test('is what was billed over work billed, and over all work done', () => {
    expect(prices()).toEqual([
      ['fails', '0.050000'],
      ['holds', '0.025000'],
      ['holds', '0.016667'],
      ['holds', '0.008333'],
    ]);
  });

  test('equal to the benchmark is not less', () => {
    expect(prices({ benchmarkOf: (metric) => benchmark(metric, '0.05') })[0]).toEqual(['fails', '0.050000']);
  });

  test.each<[string, Partial<Parameters<typeof unitPriceClaims>[0]>, string]>([
    ['no benchmark', { benchmarkOf: () => null }, 'publish-benchmark'],
    ['work without a price', { work: { ...work, unpricedCoreMs: 3_600_000 } }, '1.000 core-hours'],
    ['an invoice set aside', { setAside: ['2026-08.invoice.lab'] }, '2026-08.invoice.lab'],
    ['no work', { work: { ...work, billed: { coreMs: 0, ghzMs: 0 } } }, 'none in the month'],
  ])('with %s it cannot be proved, and says so', (_what, changes, said) => {
    const [claim] = unitPriceClaims({
      ...input,
      benchmarkOf: (metric) => benchmark(metric, '1'),
      ...changes,
    });
    expect(claim).toMatchObject({ verdict: 'not provable', figure: null });
    expect(claim!.missing.join()).toContain(said);
  });
});

describe('grants', () => {
  const given = {
    contract: 'climat',
    coreMs: 3_600_000,
    ghzMs: 0,
    valueEur: eur('0.05'),
    valueCents: 5,
    unpricedCoreMs: 0,
  };
  test.each<[string, Claim, unknown[]]>([
    ['some given', forgoneClaim([given], 0), ['holds', '0.05']],
    ['none given while heaters burned', forgoneClaim([], 1), ['fails', '0.00']],
    ['nothing idle', forgoneClaim([], 0), ['not provable', null]],
    ['some without a price', forgoneClaim([{ ...given, unpricedCoreMs: 1 }], 0), ['not provable', null]],
  ])('%s', (_what, claim, expected) => {
    expect(judged(claim)).toEqual(expected);
  });
});
