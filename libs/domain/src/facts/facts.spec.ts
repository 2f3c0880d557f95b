import fc from 'fast-check';
import type { ZoneOffsets } from '#domain/calendar';
import {
  FactsFold,
  agreementOn,
  changeDates,
  computePriceOn,
  contractChangeDates,
  contractOn,
  emptyFacts,
  evolveFacts,
  foldFacts,
  holderOn,
  isOpenedAt,
  mandateOn,
  occupantOn,
  optedInOn,
  placementAt,
  reachesBack,
  tariffOn,
  undertakingOn,
  zoneOfSite,
  type FactEvent,
} from '#domain/facts';

const PRM = '14500000000001';
const CET: ZoneOffsets = { zone: 'Europe/Paris', offsets: [{ from: 0, offsetMinutes: 60 }] };

const paris: FactEvent = {
  type: 'ZoneOffsetsRecorded',
  data: { zone: 'Europe/Paris', offsets: [{ from: 0, offsetMinutes: 60 }] },
};
const block: FactEvent = {
  type: 'SiteRegistered',
  data: { site: 'block', name: 'Block', address: '1 rue Haute', zone: 'Europe/Paris', kind: 'housing' },
};
const meter: FactEvent = {
  type: 'SupplyPointRegistered',
  data: { supplyPoint: PRM, site: 'block', dwelling: 'a1', option: 'base', subscribedKva: 6 },
};
const holder = (from: string, owner: string | null): FactEvent => ({
  type: 'SupplyPointHolderSet',
  data: {
    supplyPoint: PRM,
    from,
    holder: owner === null ? { kind: 'occupant' } : { kind: 'owner', owner },
  },
});
const tariff = (from: string, priceList: string): FactEvent => ({
  type: 'SupplyPointTariffSet',
  data: { supplyPoint: PRM, from, priceList },
});
const agreed = (agreement: string, from: string, to: string | null): FactEvent => ({
  type: 'RepaymentAgreed',
  data: {
    supplyPoint: PRM,
    agreement,
    from,
    to,
    priceList: null,
    tax: 'including',
    registers: { main: true, aux: false },
    estimates: false,
  },
});
const resident = (id: string): FactEvent => ({
  type: 'ResidentRegistered',
  data: { resident: id, person: { keyId: 'k', sealed: 'AA' }, language: 'fr' },
});
const movedIn = (id: string, on: string): FactEvent => ({
  type: 'ResidentMovedIn',
  data: { resident: id, site: 'block', dwelling: 'a1', on },
});
const movedOut = (id: string, on: string): FactEvent => ({
  type: 'ResidentMovedOut',
  data: { resident: id, dwelling: 'a1', on },
});
const electricity = (priceList: string, from: string): FactEvent => ({
  type: 'ElectricityPriceSet',
  data: {
    priceList,
    from,
    cells: [
      {
        cell: 'base',
        inclTaxEurPerKwh: '0.2001',
        energyEurPerKwh: '0.14',
        acciseEurPerKwh: '0.02',
        vatRate: '20',
      },
    ],
    source: 'published',
  },
});
const compute = (from: string, eurPerUnit: string): FactEvent => ({
  type: 'ComputePriceSet',
  data: { priceList: 'core', from, unit: 'core-hour', eurPerUnit },
});
const signed: FactEvent = {
  type: 'ContractSigned',
  data: {
    client: 'lab',
    contract: 'lab-1',
    from: '2026-02-01',
    priceList: 'core',
    unit: 'core-hour',
    pays: 'completed',
    paymentDays: 30,
    reference: null,
  },
};

describe('a supply point', () => {
  test('has the holder, tariff and agreement of the day; what comes late is inserted by its date', () => {
    const facts = foldFacts([
      block,
      meter,
      holder('2026-01-01', 'landlord'),
      holder('2026-06-01', null),
      holder('2026-03-01', 'buyer'),
      tariff('2026-01-01', 'blue'),
      tariff('2026-01-01', 'market'),
    ]);
    const point = facts.supplyPoints.get(PRM)!;
    const who = (date: string) => {
      const found = holderOn(point, date);
      return found?.kind === 'owner' ? found.owner : (found?.kind ?? null);
    };
    expect(
      ['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'].map(who),
    ).toEqual([null, 'landlord', 'landlord', 'buyer', 'buyer', 'occupant']);
    // Of two with the same first day, the later in the log.
    expect(tariffOn(point, '2026-04-01')?.priceList).toBe('market');
    expect(tariffOn(point, '2025-12-31')).toBeNull();
  });

  test('an agreement without end holds until the next one; one that ended leaves none', () => {
    const facts = foldFacts([
      block,
      meter,
      agreed('first', '2026-01-01', null),
      agreed('second', '2026-03-01', '2026-03-31'),
    ]);
    const point = facts.supplyPoints.get(PRM)!;
    const on = (date: string) => agreementOn(point, date)?.agreement ?? null;
    expect([on('2026-02-28'), on('2026-03-01'), on('2026-03-31'), on('2026-04-01')]).toEqual([
      'first',
      'second',
      'second',
      null,
    ]);
  });
});

describe('a dwelling', () => {
  const life = [block, meter, resident('ada'), resident('bo')];

  test('is lived in from the first day to the last, both included', () => {
    const facts = foldFacts([
      ...life,
      movedIn('ada', '2026-01-10'),
      movedOut('ada', '2026-02-14'),
      movedIn('bo', '2026-02-20'),
    ]);
    const who = (date: string) => occupantOn(facts, 'block', 'a1', date);
    expect(['2026-01-09', '2026-01-10', '2026-02-14', '2026-02-15', '2026-02-20'].map(who)).toEqual([
      null,
      'ada',
      'ada',
      null,
      'bo',
    ]);
    expect(occupantOn(facts, 'block', 'a2', '2026-01-10')).toBeNull();
  });

  test('a move-out recorded late ends the residency it belongs to, not a later one', () => {
    const facts = foldFacts([
      ...life,
      movedIn('ada', '2026-01-10'),
      movedOut('ada', '2026-01-31'),
      movedIn('ada', '2026-03-01'),
      movedOut('ada', '2026-01-20'),
    ]);
    expect(facts.residents.get('ada')!.residencies.map((r) => [r.from, r.to])).toEqual([
      ['2026-01-10', '2026-01-20'],
      ['2026-03-01', null],
    ]);
    expect(occupantOn(facts, 'block', 'a1', '2026-01-25')).toBeNull();
    expect(occupantOn(facts, 'block', 'a1', '2026-04-01')).toBe('ada');
  });

  test('opting in and out: the later in the log decides over the days it names', () => {
    const opted = (events: FactEvent[]) => foldFacts([...life, ...events]).residents.get('ada')!;
    const into = (from: string, until: string | null = null): FactEvent => ({
      type: 'ResidentOptedIn',
      data: { resident: 'ada', from, until },
    });
    const out = (from: string): FactEvent => ({ type: 'ResidentOptedOut', data: { resident: 'ada', from } });
    expect(opted([into('2026-01-01'), out('2026-03-01')]).optedIn).toEqual([
      { from: '2026-01-01', to: '2026-02-28' },
    ]);
    expect(opted([into('2026-01-01', '2026-01-31'), into('2026-02-01')]).optedIn).toEqual([
      { from: '2026-01-01', to: null },
    ]);
    expect(opted([into('2026-02-01'), out('2026-01-01')]).optedIn).toEqual([]);
    expect(optedInOn(opted([into('2026-01-01', '2026-01-31')]), '2026-01-31')).toBe(true);
    expect(optedInOn(opted([into('2026-01-01', '2026-01-31')]), '2026-02-01')).toBe(false);
  });

  test('property: after any opt-ins and opt-outs a day stands as the last one that names it says', () => {
    const day = fc.integer({ min: 1, max: 28 });
    const date = (n: number) => `2026-01-${String(n).padStart(2, '0')}`;
    const step = fc.record({ out: fc.boolean(), from: day, length: fc.option(fc.nat(8)) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const events = steps.map(({ out, from, length }): FactEvent => {
          if (out) return { type: 'ResidentOptedOut', data: { resident: 'ada', from: date(from) } };
          const until = length === null ? null : date(Math.min(28, from + length));
          return { type: 'ResidentOptedIn', data: { resident: 'ada', from: date(from), until } };
        });
        const ada = foldFacts([...life, ...events]).residents.get('ada')!;
        for (let n = 1; n <= 28; n++) {
          const last = steps.findLast(
            (s) => s.from <= n && (s.out || s.length === null || n <= Math.min(28, s.from + s.length)),
          );
          expect(optedInOn(ada, date(n))).toBe(last !== undefined && !last.out);
        }
      }),
    );
  });
});

describe('an owner', () => {
  const owner: FactEvent = {
    type: 'OwnerRegistered',
    data: {
      owner: 'landlord',
      kind: 'social-landlord',
      name: 'Landlord',
      address: '2 rue Basse',
      country: 'FR',
      siren: null,
      vatNumber: null,
      vat: 'cannot-deduct',
      iban: null,
      language: 'fr',
    },
  };

  test('has its mandate and its undertakings by site', () => {
    const facts = foldFacts([
      owner,
      {
        type: 'SelfBillingMandateGiven',
        data: { owner: 'landlord', mandate: 'm1', from: '2026-01-01', to: null },
      },
      { type: 'SelfBillingMandateEnded', data: { owner: 'landlord', mandate: 'm1', on: '2026-06-30' } },
      {
        type: 'NoRechargeUndertaken',
        data: { owner: 'landlord', site: 'block', from: '2026-02-01', to: null },
      },
    ]);
    const landlord = facts.owners.get('landlord')!;
    expect(mandateOn(landlord, '2026-06-30')?.mandate).toBe('m1');
    expect(mandateOn(landlord, '2026-07-01')).toBeNull();
    expect(undertakingOn(landlord, 'block', '2026-01-31')).toBeNull();
    expect(undertakingOn(landlord, 'block', '2026-02-01')).not.toBeNull();
    expect(undertakingOn(landlord, 'school', '2026-02-01')).toBeNull();
  });
});

describe('a contract', () => {
  test('runs from its first day to its last, at the price of the day', () => {
    const facts = foldFacts([
      compute('2026-02-15', '0.06'),
      compute('2026-01-01', '0.05'),
      signed,
      { type: 'ContractEnded', data: { client: 'lab', contract: 'lab-1', on: '2026-02-20' } },
    ]);
    expect(contractOn(facts, 'lab-1', '2026-01-31')).toBeNull();
    expect(contractOn(facts, 'lab-1', '2026-02-20')?.client).toBe('lab');
    expect(contractOn(facts, 'lab-1', '2026-02-21')).toBeNull();
    expect(contractOn(facts, 'other', '2026-02-20')).toBeNull();
    expect(computePriceOn(facts, 'core', '2026-02-14')?.eurPerUnit).toBe('0.05');
    expect(computePriceOn(facts, 'core', '2026-02-15')?.eurPerUnit).toBe('0.06');
    expect(contractChangeDates(facts, 'lab-1', '2026-01-31', '2026-02-28')).toEqual([
      '2026-02-01',
      '2026-02-15',
      '2026-02-21',
    ]);
  });
});

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
