import fc from 'fast-check';
import {
  agreementOn,
  computePriceOn,
  contractChangeDates,
  contractOn,
  foldFacts,
  holderOn,
  mandateOn,
  occupantOn,
  optedInOn,
  tariffOn,
  undertakingOn,
  type FactEvent,
} from '#domain/facts';
import {
  PRM,
  block,
  meter,
  holder,
  tariff,
  agreed,
  resident,
  movedIn,
  movedOut,
  compute,
  signed,
} from '../../../../test/samples/facts.js';

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
    expect(computePriceOn(facts, 'core', '2026-02-14')?.components[0]?.tiers[0]?.eurPerUnit).toBe('0.05');
    expect(computePriceOn(facts, 'core', '2026-02-15')?.components[0]?.tiers[0]?.eurPerUnit).toBe('0.06');
    expect(contractChangeDates(facts, 'lab-1', '2026-01-31', '2026-02-28')).toEqual([
      '2026-02-01',
      '2026-02-15',
      '2026-02-21',
    ]);
  });
});
