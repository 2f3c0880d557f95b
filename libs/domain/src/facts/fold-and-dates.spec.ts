import {
  FactsFold,
  changeDates,
  emptyFacts,
  evolveFacts,
  foldFacts,
  isOpenedAt,
  placementAt,
  reachesBack,
  zoneOfSite,
  type FactEvent,
} from '#domain/facts';
import {
  PRM,
  CET,
  paris,
  block,
  meter,
  holder,
  tariff,
  agreed,
  resident,
  movedIn,
  movedOut,
  electricity,
} from '../../../../test/samples/facts.js';

describe('a heater', () => {
  const place = { site: 'block', supplyPoint: PRM, dwelling: 'a1' };
  const registers = { mainWh: 0, auxWh: 0 };
  const facts = foldFacts([
    { type: 'HeaterInstalled', data: { heater: 'h1', at: 1000, ...place, ...registers } },
    { type: 'HeaterMoved', data: { heater: 'h1', at: 2000, ...place, dwelling: null, ...registers } },
    { type: 'HeaterOpened', data: { heater: 'h1', at: 2500 } },
    { type: 'HeaterReset', data: { heater: 'h1', at: 2600, reason: 'dust' } },
    { type: 'HeaterOpened', data: { heater: 'h1', at: 2700 } },
    { type: 'HeaterRemoved', data: { heater: 'h1', at: 3000, ...registers, reason: 'broken' } },
  ]);
  const heater = facts.heaters.get('h1')!;

  test('stands where it was last put, from that very instant', () => {
    expect(placementAt(heater, 999)).toBeNull();
    expect(placementAt(heater, 1000)?.dwelling).toBe('a1');
    expect(placementAt(heater, 2000)?.dwelling).toBeNull();
    expect(placementAt(heater, 3000)?.supplyPoint).toBeNull();
  });

  test('is open until it is reset', () => {
    expect([2499, 2500, 2599, 2600, 2700, 9999].map((at) => isOpenedAt(heater, at))).toEqual([
      false,
      true,
      true,
      false,
      true,
      true,
    ]);
  });

  test('a decision before its commissioning is kept', () => {
    const corrected = foldFacts([
      {
        type: 'EnergyCorrected',
        data: {
          correction: 'c1',
          heater: 'h2',
          register: 'main',
          from: 0,
          to: 10,
          energyWh: 95,
          reason: 'x',
        },
      },
    ]);
    expect(corrected.heaters.get('h2')?.corrections).toHaveLength(1);
    expect(corrected.heaters.get('h2')?.commissioned).toBeNull();
  });
});

test('changeDates names every day on which a lookup of the place may change', () => {
  const facts = foldFacts([
    block,
    meter,
    holder('2026-01-01', 'landlord'),
    tariff('2026-01-01', 'blue'),
    electricity('blue', '2026-01-01'),
    electricity('blue', '2026-02-10'),
    electricity('unused', '2026-02-11'),
    agreed('first', '2026-01-01', '2026-02-19'),
    resident('ada'),
    movedIn('ada', '2026-02-05'),
    movedOut('ada', '2026-02-24'),
    { type: 'ResidentOptedIn', data: { resident: 'ada', from: '2026-02-07', until: null } },
  ]);
  const place = { site: 'block', supplyPoint: PRM, dwelling: 'a1' };
  expect(changeDates(facts, place, '2026-02-01', '2026-02-28')).toEqual([
    '2026-02-05',
    '2026-02-07',
    '2026-02-10',
    '2026-02-20',
    '2026-02-25',
  ]);
  expect(changeDates(facts, { ...place, dwelling: null }, '2026-02-01', '2026-02-28')).toEqual([
    '2026-02-10',
    '2026-02-20',
  ]);
});

test.each<[string, FactEvent, boolean]>([
  ['a price from the last day of the month', electricity('blue', '2026-01-31'), true],
  ['a price from the first of the next', electricity('blue', '2026-02-01'), false],
  ['a move in on the last day', movedIn('ada', '2026-01-31'), true],
  ['a last day that is the last of the month', movedOut('ada', '2026-01-31'), false],
  ['a last day before it', movedOut('ada', '2026-01-30'), true],
  [
    'a reset in the last second of the local month',
    { type: 'HeaterReset', data: { heater: 'h1', at: Date.UTC(2026, 0, 31, 22, 59, 59), reason: 'x' } },
    true,
  ],
  [
    'a reset as the next one begins',
    { type: 'HeaterReset', data: { heater: 'h1', at: Date.UTC(2026, 0, 31, 23), reason: 'x' } },
    false,
  ],
  ['a site', block, false],
])('%s recorded after the cut of January: reaches back %#', (_, event, expected) => {
  expect(reachesBack(event, '2026-01', CET)).toBe(expected);
});

describe('the fold', () => {
  test('leaves earlier facts as they were', () => {
    const before = foldFacts([paris, block]);
    const after = evolveFacts(before, {
      type: 'DwellingAdded',
      data: { site: 'block', dwelling: 'a1', label: 'A1' },
    });
    expect(before.sites.get('block')!.dwellings.size).toBe(0);
    expect(after.sites.get('block')!.dwellings.get('a1')).toBe('A1');
    expect(emptyFacts.sites.size).toBe(0);
    expect(zoneOfSite(after, 'block').zone).toBe('Europe/Paris');
  });

  test('refuses a log that contradicts itself', () => {
    expect(() => foldFacts([holder('2026-01-01', 'landlord')])).toThrow('never registered');
  });

  test('takes 100 000 events in well under a second of work', () => {
    const fold = new FactsFold();
    for (let n = 0; n < 20_000; n++) {
      const heater = `h${n}`;
      const place = { site: 'block', supplyPoint: PRM, dwelling: null, mainWh: 0, auxWh: 0 };
      fold.apply({ type: 'HeaterInstalled', data: { heater, at: 1, ...place } });
      for (let k = 0; k < 4; k++) fold.apply({ type: 'HeaterMoved', data: { heater, at: 2 + k, ...place } });
    }
    expect(fold.current.heaters.size).toBe(20_000);
    expect(fold.snapshot().heaters.get('h7')!.placements).toHaveLength(5);
  });
});
