import { sealHeater } from '#domain/attribution';
import type { FactEvent } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import { planDocuments } from '#domain/periods';
import {
  POINT_A,
  agreement,
  at,
  commissioned,
  corrected,
  electricity,
  factsOf,
  heldByOccupant,
  heldByOwner,
  installed,
  movedIn,
  optedIn,
  owner,
  resident,
  setAside,
  tariff,
  undertaking,
} from '../../../../test/samples/heated-block.js';
import { cellsOf, metered } from '../../../../test/samples/metered-block.js';
import { proveDwellings } from './prove.js';

const [AUGUST, SEPTEMBER] = [at('2026-08-01'), at('2026-09-01')];
const drew = (mainWh: number, auxWh = 0): FactEvent[] => [
  corrected('h1', AUGUST, SEPTEMBER, mainWh),
  corrected('h1', AUGUST, SEPTEMBER, auxWh, 'aux'),
];
const heater = [commissioned('h1'), installed('h1', POINT_A, 'a1')];
const home = [resident('r1'), movedIn('r1', 'a1'), heldByOccupant(POINT_A), ...heater];

function prove(events: readonly FactEvent[], changes: Partial<MeteredHeater> = {}) {
  const facts = factsOf(...events);
  const sealed = [sealHeater(metered('h1', changes), facts, '2026-08')];
  const input = {
    facts,
    period: '2026-08',
    sealed,
    earlier: [],
    issued: [],
    waiting: [],
  };
  return proveDwellings(facts, '2026-08', sealed, planDocuments(input).drafts);
}
const status = (events: readonly FactEvent[], changes: Partial<MeteredHeater> = {}) =>
  prove(events, changes).map((proof) => [
    proof.status,
    proof.ownCostCents,
    proof.creditedCents,
    proof.shortCents,
    proof.reasons.join(' '),
  ]);

describe('a resident who holds the contract', () => {
  test('given what they pay is credited at their own price, the heat is free and the credit due', () => {
    expect(prove([...home, optedIn('r1'), agreement(POINT_A), ...drew(100_000)])).toEqual([
      {
        site: 'block',
        dwelling: 'a1',
        resident: 'r1',
        from: '2026-08-01',
        to: '2026-08-31',
        status: 'FREE_DUE',
        reasons: [],
        mainWh: 100_000,
        auxWh: 0,
        ownCostCents: 2001,
        creditedCents: 2001,
        shortCents: 0,
        payer: 'r1',
        planned: ['2026-08.repayment.resident.r1'],
        valueCents: 2001,
      },
    ]);
  });

  test('case 12: own price above the credit is short by the difference of the lines', () => {
    const dearer = [electricity('dear', '2026-01-01', '0.2087'), tariff(POINT_A, 'dear', '2026-01-01')];
    const events = [...home, optedIn('r1'), ...dearer, agreement(POINT_A, { priceList: 'base6' })];
    expect(status([...events, ...drew(200_000)])).toEqual([['SHORT', 4174, 4002, 172, 'PRICE_ABOVE_CREDIT']]);
  });

  test('a credit above own cost is free; it is not netted against another month', () => {
    const cheaper = [electricity('cheap', '2026-01-01', '0.19205'), tariff(POINT_A, 'cheap', '2026-01-01')];
    const events = [...home, optedIn('r1'), ...cheaper, agreement(POINT_A, { priceList: 'base6' })];
    expect(status([...events, ...drew(200_000)])).toEqual([['FREE_DUE', 3841, 4002, 0, '']]);
  });

  test('not opted in: short by the whole cost', () => {
    expect(status([...home, agreement(POINT_A), ...drew(100_000)])).toEqual([
      ['SHORT', 2001, 0, 2001, 'NOT_OPTED_IN'],
    ]);
  });

  test('an auxiliary register that is not agreed: short by its cost', () => {
    expect(status([...home, optedIn('r1'), agreement(POINT_A), ...drew(100_000, 10_000)])).toEqual([
      ['SHORT', 2201, 2001, 200, 'REGISTER_NOT_AGREED'],
    ]);
  });

  test('two agreements at the same price make the same lines of cost and credit: free to the cent', () => {
    const agreements = [agreement(POINT_A), agreement(POINT_A, { agreement: 'ag-2', from: '2026-08-12' })];
    const cells = cellsOf('h1', [{ fromMs: AUGUST, toMs: SEPTEMBER, mainWhPerHalfHour: 123 }]);
    const [proof] = prove([...home, optedIn('r1'), ...agreements], { cells });
    expect(proof).toMatchObject({ status: 'FREE_DUE', shortCents: 0 });
    expect(proof!.ownCostCents).toBe(proof!.creditedCents);
  });

  test.each([
    [
      'a held span',
      [
        {
          heater: 'h1',
          from: AUGUST,
          to: AUGUST + 1,
          code: 'REGISTER_FELL',
          mainWh: 0,
          auxWh: 0,
          status: 'held',
        },
      ],
      'HELD_SPAN',
    ],
    [
      'a discarded span',
      [
        {
          heater: 'h1',
          from: AUGUST,
          to: AUGUST + 9,
          code: 'REGISTER_FELL',
          mainWh: 9,
          auxWh: 0,
          status: 'discarded',
        },
      ],
      'DISCARDED',
    ],
  ] as const)('%s leaves it unproven', (_what, held, reason) => {
    expect(status([...home, optedIn('r1'), agreement(POINT_A)], { held })).toEqual([
      ['UNPROVEN', 0, 0, 0, reason],
    ]);
  });

  test('no reading to the end, even where finance set the span aside, leaves it unproven', () => {
    const events = [...home, optedIn('r1'), agreement(POINT_A), setAside('h1', at('2026-08-20'), SEPTEMBER)];
    expect(status(events, { coveredTo: at('2026-08-20') })).toEqual([['UNPROVEN', 0, 0, 0, 'NO_READING']]);
  });

  test('no price leaves it unproven', () => {
    const events = [...home, optedIn('r1'), agreement(POINT_A, { priceList: 'none' }), ...drew(1000)];
    expect(status(events)).toEqual([['UNPROVEN', 0, 0, 0, 'NO_PRICE']]);
  });
});

describe('a dwelling whose electricity the owner pays', () => {
  const owned = [
    owner('habitat'),
    heldByOwner(POINT_A, 'habitat'),
    agreement(POINT_A),
    resident('r1'),
    movedIn('r1', 'a1'),
    ...heater,
  ];

  test('is worth what it costs at their tariff, and costs the resident nothing', () => {
    expect(prove([...owned, undertaking('habitat'), ...drew(100_000)])).toMatchObject([
      { ownCostCents: 0, creditedCents: 0, valueCents: 2001, payer: 'habitat' },
    ]);
  });

  test.each([
    ['no undertaking', [], 'UNPROVEN', 'NO_UNDERTAKING'],
    ['an undertaking', [undertaking('habitat')], 'FREE_PAID', ''],
    [
      'one that ends inside the month',
      [undertaking('habitat', '2026-01-01', '2026-08-30')],
      'UNPROVEN',
      'NO_UNDERTAKING',
    ],
    [
      'two that follow each other',
      [undertaking('habitat', '2026-01-01', '2026-08-10'), undertaking('habitat', '2026-08-11')],
      'FREE_PAID',
      '',
    ],
  ])('%s', (_what, more, expected, reason) => {
    expect(status([...owned, ...more, ...drew(100_000)])).toEqual([[expected, 0, 0, 0, reason]]);
  });
});
