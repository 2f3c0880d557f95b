import type { FactEvent } from '#domain/facts';
import type { SealedEnergy, SealedHeater, SealedWork } from '#events';
import {
  POINT_A,
  POINT_B,
  agreement,
  at,
  client,
  commissioned,
  computing,
  contract,
  factsOf,
  heldByOccupant,
  heldByOwner,
  installed,
  mandate,
  movedIn,
  optedIn,
  owner,
  resident,
} from '../../../../test/samples/heated-block.js';
import { cellsOf, metered } from '../../../../test/samples/metered-block.js';
import { sealHeater } from '#domain/attribution';
import { rateUsage } from './rate-usage.js';

const heater = [commissioned('h1'), installed('h1', POINT_A, 'a1')];
const worked = (coreMs: number, changes: Partial<SealedWork> = {}): SealedHeater => ({
  heater: 'h1',
  end: null,
  before: null,
  after: null,
  energy: [],
  pendingWork: [],
  work: [
    {
      contract: 'lab-1',
      plan: 'cpu',
      model: 'ryzen',
      outcome: 'completed',
      from: '2026-07-01',
      to: '2026-07-31',
      status: 'billed',
      reason: null,
      priceList: 'core',
      priceFrom: '2026-01-01',
      coreMs,
      ghzMs: 0,
      ...changes,
    },
  ],
});
const drawn = (...rows: Partial<SealedEnergy>[]): SealedHeater => ({
  ...worked(0),
  work: [],
  energy: rows.map((row) => ({
    supplyPoint: POINT_A,
    site: 'block',
    dwelling: 'a1',
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
    energyWh: 100_000,
    ...row,
  })),
});
const lines = (month: string, events: FactEvent[], ...sealed: SealedHeater[]) =>
  rateUsage(factsOf(...events), month, sealed).charges.map((charge) => [
    charge.quantityText,
    charge.priceEur,
    charge.amountCents,
    `${charge.vat.category}${charge.vat.rate}`,
  ]);

describe('computing', () => {
  const known = [client('lab'), contract('lab', 'lab-1')];

  test.each([
    ['1 000 slices of 7 core-seconds', 7_000_000, ['7000.000', '0.05', 10, 'S20']],
    ['384 core-hours', 1_382_400_000, ['1382400.000', '0.05', 1920, 'S20']],
    ['one core-millisecond', 1, ['0.001', '0.05', 0, 'S20']],
  ])('%s at 0.05 per core-hour', (_what, coreMs, expected) => {
    expect(lines('2026-07', known, worked(coreMs))).toEqual([expected]);
  });

  test('all heaters, plans and models of a contract make one line; a new price makes another', () => {
    const events = [...known, computing('2026-07-16', '0.06')];
    const usage = [
      worked(3_600_000),
      worked(3_600_000, { plan: 'gpu', model: 'epyc' }),
      worked(3_600_000, { from: '2026-07-16' }),
    ];
    expect(lines('2026-07', events, ...usage)).toEqual([
      ['7200.000', '0.05', 10, 'S20'],
      ['3600.000', '0.06', 6, 'S20'],
    ]);
  });

  test('only billed work costs', () => {
    const usage = (['free', 'internal', 'unbillable'] as const).map((status) => worked(1e9, { status }));
    expect(lines('2026-07', known, ...usage)).toEqual([]);
  });

  test.each([
    ['a French company', { country: 'FR' }, 'S20'],
    ['Monaco', { country: 'MC' }, 'S20'],
    ['an EU business with VAT number', { country: 'DE', vatNumber: 'DE136695976' }, 'AE0'],
    [
      'what was agreed for an export',
      {
        country: 'CH',
        vatNumber: null,
        vat: { category: 'G' as const, code: 'VATEX-EU-G', reason: 'Export' },
      },
      'G0',
    ],
    ['Switzerland', { country: 'CH', vatNumber: null }, 'O0'],
  ])('VAT of %s', (_what, changes, vat) => {
    expect(lines('2026-07', [client('lab', changes), contract('lab', 'lab-1')], worked(3_600_000))).toEqual([
      ['3600.000', '0.05', 5, vat],
    ]);
  });

  test('an EU buyer without VAT number cannot be invoiced, and it is said why', () => {
    const buyer = [client('lab', { country: 'DE', vatNumber: null }), contract('lab', 'lab-1')];
    expect(rateUsage(factsOf(...buyer), '2026-07', [worked(1)]).obstacles).toEqual([
      { party: 'lab', reason: 'EU_BUYER_WITHOUT_VAT_NUMBER' },
    ]);
  });

  test('work without a price makes no charge and holds back no other', () => {
    const events = [...known, contract('lab', 'lab-2', { priceList: 'other' })];
    const usage = [worked(3_600_000), worked(3_600_000, { contract: 'lab-2' })];
    const { charges, obstacles } = rateUsage(factsOf(...events), '2026-07', usage);
    expect(charges.map(({ subject }) => subject)).toEqual(['lab-1']);
    expect(obstacles).toEqual([]);
  });
});

describe('the same 100 kWh, different holder (case 11)', () => {
  test('a private resident: 20.01 including tax, outside VAT', () => {
    const events = [
      resident('r1'),
      movedIn('r1', 'a1'),
      optedIn('r1'),
      heldByOccupant(POINT_A),
      agreement(POINT_A),
    ];
    const usage = drawn({ holder: { kind: 'resident', id: 'r1' }, occupant: 'r1' });
    expect(lines('2026-08', events, usage)).toEqual([['100.000', '0.2001', 2001, 'O0']]);
  });

  test('an owner that cannot deduct: 20.01 including tax', () => {
    const events = [owner('habitat'), heldByOwner(POINT_A, 'habitat'), agreement(POINT_A)];
    expect(lines('2026-08', events, drawn({}))).toEqual([['100.000', '0.2001', 2001, 'O0']]);
  });

  test('an owner that deducts: 16.68 without tax, accise included, and VAT', () => {
    const events = [
      owner('habitat', { vat: 'deducts' }),
      mandate('habitat'),
      heldByOwner(POINT_A, 'habitat'),
      agreement(POINT_A),
    ];
    expect(lines('2026-08', events, drawn({}))).toEqual([['100.000', '0.16675', 1668, 'S20']]);
  });
});

describe('credits of electricity', () => {
  const events = [
    owner('habitat'),
    heldByOwner(POINT_A, 'habitat'),
    heldByOwner(POINT_B, 'habitat'),
    agreement(POINT_A),
    agreement(POINT_B),
  ];

  test('one line per supply point and price version, whatever the heater, register or dwelling', () => {
    const usage = drawn(
      {},
      { register: 'aux', dwelling: null },
      { supplyPoint: POINT_B },
      { from: '2026-07-31', priceFrom: '2026-02-01' },
    );
    expect(lines('2026-08', events, usage, drawn({ energyWh: 1 }))).toEqual([
      ['100.000', '0.1940', 1940, 'O0'],
      ['200.001', '0.2001', 4002, 'O0'],
      ['100.000', '0.2001', 2001, 'O0'],
    ]);
  });

  test('case 3: July and August at their prices', () => {
    const cells = cellsOf('h1', [
      { fromMs: at('2026-07-16'), toMs: at('2026-08-15'), mainWhPerHalfHour: 250 },
    ]);
    const facts = factsOf(...events, ...heater);
    const amounts = ['2026-07', '2026-08'].map((month) =>
      rateUsage(facts, month, [sealHeater(metered('h1', { cells }), facts, month)]).charges.map(
        (c) => c.amountCents,
      ),
    );
    expect(amounts).toEqual([[3725], [3362]]);
  });

  test('what is pending or uncreditable bears no money', () => {
    const usage = drawn(
      { status: 'pending', reason: 'NO_HOLDER' },
      { status: 'uncreditable', reason: 'DISCARDED' },
    );
    expect(lines('2026-08', events, usage)).toEqual([]);
  });
});
