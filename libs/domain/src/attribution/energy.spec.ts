import type { SealedEnergy } from '#events';
import {
  POINT_A,
  POINT_B,
  agreement,
  at,
  commissioned,
  corrected,
  dwelling,
  electricity,
  estimated,
  factsOf,
  heldByOccupant,
  heldByOwner,
  installed,
  movedIn,
  movedOut,
  moved,
  optedIn,
  owner,
  resident,
} from '../../../../test/samples/heated-block.js';
import { cellsOf, emptyCell, metered } from '../../../../test/samples/metered-block.js';
import { sealHeater } from './seal-heater.js';

const landlord = [owner('habitat'), heldByOwner(POINT_A, 'habitat'), agreement(POINT_A)];
const heater = [commissioned('h1'), installed('h1', POINT_A, 'a1')];
/** 500 W: 250 Wh per half-hour. */
const steady = (from: number, to: number, aux = 0) =>
  cellsOf('h1', [{ fromMs: from, toMs: to, mainWhPerHalfHour: 250, auxWhPerHalfHour: aux }]);
const july = [at('2026-07-01'), at('2026-08-01')] as const;

const told = (rows: readonly SealedEnergy[]) =>
  rows.map(({ from, to, register, kind, status, reason, energyWh }) =>
    [from.slice(5), to.slice(5), register, kind, status, reason, energyWh].join(' '),
  );

describe('the energy of a month', () => {
  test('given a steady heater at an owner, the whole local month is credited', () => {
    const sealed = sealHeater(
      metered('h1', { cells: steady(...july) }),
      factsOf(...landlord, ...heater),
      '2026-07',
    );
    expect(told(sealed.energy)).toEqual(['07-01 07-31 main measured credited  372000']);
    expect(sealed.energy[0]).toMatchObject({
      supplyPoint: POINT_A,
      dwelling: 'a1',
      holder: { kind: 'owner', id: 'habitat' },
      priceCell: 'base',
      priceList: 'base6',
      priceFrom: '2026-02-01',
    });
  });

  test('every row tells by which agreement and price version it is credited; null where there is none', () => {
    const cells = steady(at('2026-08-01'), at('2026-09-01'));
    const priced = (...known: Parameters<typeof factsOf>) =>
      sealHeater(metered('h1', { cells }), factsOf(...known, ...heater), '2026-08').energy.map(
        ({ from, agreement: by, priceList, priceFrom }) => [from, by, priceList, priceFrom],
      );
    expect(priced(...landlord, electricity('base6', '2026-08-16', '0.2101'))).toEqual([
      ['2026-08-01', 'ag-1', 'base6', '2026-08-01'],
      ['2026-08-16', 'ag-1', 'base6', '2026-08-16'],
    ]);
    const [holder, held] = landlord;
    const unpriced = agreement(POINT_A, { priceList: 'unknown' });
    expect(priced(holder!, held!, unpriced)).toEqual([['2026-08-01', 'ag-1', null, null]]);
    expect(priced(holder!, held!)).toEqual([['2026-08-01', null, null, null]]);
  });

  test.each([
    ['2026-03', 743 * 500],
    ['2026-10', 745 * 500],
  ])('%s has its own number of hours', (month, energyWh) => {
    const [from, to] = month === '2026-03' ? ['2026-03-01', '2026-04-01'] : ['2026-10-01', '2026-11-01'];
    const cells = steady(at(from), at(to));
    const sealed = sealHeater(metered('h1', { cells }), factsOf(...landlord, ...heater), month);
    expect(sealed.energy.reduce((sum, row) => sum + row.energyWh, 0)).toBe(energyWh);
  });

  test('given a move inside a half-hour, each supply point gets what the register says', () => {
    // Case 15: 5 000 100 at 12:00, 5 000 130 at 12:10 when it moves, 5 000 190 at 12:30.
    const noon = at('2026-07-10', 12 * 60);
    const cell = emptyCell('h1', Math.floor(noon / 86_400_000));
    cell.mainWh[20] = 90;
    cell.cuts.push({ at: noon + 600_000, mainWh: 30, auxWh: 0 });
    const facts = factsOf(...landlord, ...heater, moved('h1', POINT_B, 'a2', noon + 600_000));
    const rows = sealHeater(metered('h1', { cells: [cell] }), facts, '2026-07').energy;
    expect(rows.map(({ supplyPoint, energyWh }) => [supplyPoint, energyWh])).toEqual([
      [POINT_A, 30],
      [POINT_B, 60],
    ]);
  });

  test('given a new holder, a new price or a new agreement, rows part on that local day', () => {
    const facts = factsOf(
      ...landlord,
      ...heater,
      owner('school'),
      heldByOwner(POINT_A, 'school', '2026-08-16'),
    );
    const cells = steady(at('2026-08-01'), at('2026-09-01'));
    expect(told(sealHeater(metered('h1', { cells }), facts, '2026-08').energy)).toEqual([
      '08-01 08-15 main measured credited  180000',
      '08-16 08-31 main measured credited  192000',
    ]);
  });

  test('given a span interpolated over a gap, it is credited and told apart', () => {
    const cells = steady(at('2026-07-01'), at('2026-07-02'));
    cells[1]!.interpolatedMainWh = new Array<number>(48).fill(0).with(10, 250);
    const rows = sealHeater(metered('h1', { cells }), factsOf(...landlord, ...heater), '2026-07').energy;
    expect(told(rows)).toEqual([
      '07-01 07-31 main interpolated credited  250',
      '07-01 07-31 main measured credited  11750',
    ]);
  });
});

describe('who has the last word', () => {
  const facts = (...more: Parameters<typeof factsOf>) => factsOf(...landlord, ...heater, ...more);
  const seal = (known: ReturnType<typeof factsOf>, changes: Parameters<typeof metered>[1]) =>
    told(sealHeater(metered('h1', changes), known, '2026-07').energy);

  test('a correction replaces readings inside its span; the latest in the log wins', () => {
    const [from, to] = [at('2026-07-10'), at('2026-07-11')];
    const known = facts(corrected('h1', from, to, 9000), corrected('h1', from, to, 9500));
    expect(seal(known, { cells: steady(at('2026-07-09'), at('2026-07-12')) })).toEqual([
      '07-01 07-31 main measured credited  24000',
      '07-01 07-31 main corrected credited  9500',
    ]);
  });

  test('corrections that overlap in part share the span; parts add up', () => {
    const noon = at('2026-07-10', 720);
    const known = facts(
      corrected('h1', at('2026-07-10'), at('2026-07-11'), 1001),
      corrected('h1', noon, at('2026-07-12'), 301),
    );
    expect(seal(known, {})).toEqual(['07-01 07-31 main corrected credited  801']);
  });

  test('an estimate counts only where no reading reaches, and only if it is agreed', () => {
    const known = facts(estimated('h1', at('2026-07-11'), at('2026-08-01'), 21_000));
    const changes = { cells: steady(at('2026-07-01'), at('2026-07-21')), coveredTo: at('2026-07-21') };
    expect(seal(known, changes)).toEqual([
      '07-01 07-31 main measured credited  240000',
      '07-01 07-31 main estimated credited  11000',
    ]);
    const stern = factsOf(
      ...landlord,
      agreement(POINT_A, { estimates: false }),
      ...heater,
      estimated('h1', at('2026-07-11'), at('2026-08-01'), 21_000),
    );
    expect(seal(stern, changes)).toContain(
      '07-01 07-31 main estimated uncreditable ESTIMATE_NOT_AGREED 11000',
    );
  });

  test('without a reading to the end nothing is invented, and the month says so', () => {
    const cells = steady(at('2026-07-01'), at('2026-07-21'));
    expect(seal(facts(), { cells, coveredTo: at('2026-07-21') })).toEqual([
      '07-01 07-31 main measured credited  240000',
      '07-01 07-31 main measured pending NO_READING 0',
    ]);
  });

  test('a held span waits, a discarded one is credited to nobody, a released one is in the readings', () => {
    const span = { heater: 'h1', from: at('2026-07-10'), to: at('2026-07-11'), mainWh: 700, auxWh: 0 };
    const code = 'TOO_MUCH_ENERGY' as const;
    const of = (status: 'held' | 'released' | 'discarded') =>
      seal(facts(), { cells: steady(at('2026-07-01'), at('2026-07-02')), held: [{ ...span, code, status }] });
    expect(of('held')).toContain('07-01 07-31 main measured pending TOO_MUCH_ENERGY 700');
    expect(of('discarded')).toContain('07-01 07-31 main measured uncreditable DISCARDED 700');
    expect(of('released')).toEqual(['07-01 07-31 main measured credited  12000']);
  });

  test('a correction also replaces what a held span said', () => {
    const span = { heater: 'h1', from: at('2026-07-10'), to: at('2026-07-12'), mainWh: 700, auxWh: 0 };
    const held = [{ ...span, code: 'TOO_MUCH_ENERGY' as const, status: 'held' as const }];
    expect(seal(facts(corrected('h1', at('2026-07-10'), at('2026-07-11'), 95)), { held })).toEqual([
      '07-01 07-31 main corrected credited  95',
      '07-01 07-31 main measured pending TOO_MUCH_ENERGY 350',
    ]);
  });
});

describe('what is not credited says why', () => {
  const cells = steady(at('2026-07-10'), at('2026-07-11'), 100);
  const reasons = (...events: Parameters<typeof factsOf>) =>
    told(sealHeater(metered('h1', { cells }), factsOf(...events), '2026-07').energy);
  const home = [resident('r1'), movedIn('r1', 'a1'), heldByOccupant(POINT_A), ...heater];

  test.each([
    ['a heater that stands nowhere', [commissioned('h1')], 'uncreditable NOT_INSTALLED'],
    ['no holder', [agreement(POINT_A), ...heater], 'pending NO_HOLDER'],
    [
      'an occupant-held contract without occupant',
      [heldByOccupant(POINT_A), agreement(POINT_A), ...heater],
      'pending NO_HOLDER',
    ],
    ['a resident who did not opt in', [...home, agreement(POINT_A)], 'uncreditable NOT_OPTED_IN'],
    ['no agreement', [...home, optedIn('r1')], 'uncreditable NO_AGREEMENT'],
    [
      'an agreement that ended',
      [...home, optedIn('r1'), agreement(POINT_A, { to: '2026-06-30' })],
      'uncreditable NO_AGREEMENT',
    ],
    ['no price', [...home, optedIn('r1'), agreement(POINT_A, { priceList: 'unknown' })], 'pending NO_PRICE'],
    [
      'a main register not agreed',
      [...home, optedIn('r1'), agreement(POINT_A, { registers: { main: false, aux: true } })],
      'uncreditable MAIN_NOT_AGREED',
    ],
  ])('%s', (_what, events, expected) => {
    expect(reasons(...events)).toContain(`07-01 07-31 main measured ${expected} 12000`);
  });

  test('the auxiliary register where only the main one is agreed', () => {
    expect(reasons(...landlord, ...heater)).toEqual([
      '07-01 07-31 main measured credited  12000',
      '07-01 07-31 aux measured uncreditable AUX_NOT_AGREED 4800',
    ]);
  });

  test('a holder recorded as occupant follows who lives there, to the day', () => {
    const facts = factsOf(
      dwelling('a1'),
      ...home,
      movedOut('r1', 'a1', '2026-07-10'),
      resident('r2'),
      movedIn('r2', 'a1', '2026-07-15'),
      optedIn('r1'),
      optedIn('r2'),
      agreement(POINT_A),
    );
    const rows = sealHeater(metered('h1', { cells: steady(...july) }), facts, '2026-07').energy;
    expect(rows.map((row) => [row.from, row.to, row.holder?.id ?? null, row.status, row.energyWh])).toEqual([
      ['2026-07-01', '2026-07-10', 'r1', 'credited', 120_000],
      ['2026-07-11', '2026-07-14', null, 'pending', 48_000],
      ['2026-07-15', '2026-07-31', 'r2', 'credited', 204_000],
    ]);
  });
});
