import fc from 'fast-check';
import { addDays } from '#domain/calendar';
import { isRefused, stateAfter } from '#domain/decision';
import { FactsFold, agreementOn, foldFacts, mandateOn, occupantOn, type FactEvent } from '#domain/facts';
import { supplyPoint, type SupplyPointEvent } from '#domain/fleet';
import { owner, resident, type OwnerEvent, type ResidentEvent } from '#domain/parties';
import { PRM, block, meter, resident as registered } from '../../../../test/samples/facts.js';

const DAYS = 40;
const day = (n: number): string => addDays('2026-01-01', n);
const someDay = fc.nat(DAYS - 1);
const allDays = Array.from({ length: DAYS }, (_, n) => day(n));

describe('whatever people say, in any order, the facts stay consistent', () => {
  test('nobody lives in two dwellings, and no dwelling is lived in by two', () => {
    const step = fc.record({
      who: fc.constantFrom('ada', 'bo', 'cy'),
      dwelling: fc.constantFrom('a1', 'a2'),
      on: someDay,
      length: fc.option(fc.nat(20)),
      out: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const fold = new FactsFold(foldFacts([block, ...['ada', 'bo', 'cy'].map(registered)]));
        const streams = new Map<string, ResidentEvent[]>();
        for (const { who, dwelling, on, length, out } of steps) {
          const stream = streams.get(who) ?? [registered(who) as ResidentEvent];
          const key = { resident: who, dwelling, on: day(on) };
          const decision = resident.decide(
            out
              ? { type: 'MoveResidentOut', ...key }
              : {
                  type: 'MoveResidentIn',
                  ...key,
                  site: 'block',
                  until: length === null ? null : day(on + length),
                },
            stateAfter(resident, stream),
            { dwellingKnown: true, occupants: fold.current.occupancies.get(`block/${dwelling}`) ?? [] },
          );
          if (isRefused(decision)) continue;
          for (const event of decision.accepted) fold.apply(event);
          streams.set(who, [...stream, ...decision.accepted]);
        }
        const facts = fold.current;
        for (const date of allDays) {
          for (const { residencies } of facts.residents.values()) {
            const there = residencies.filter((r) => r.from <= date && (r.to === null || date <= r.to));
            expect(there.length).toBeLessThanOrEqual(1);
          }
          for (const [dwelling, occupancies] of facts.occupancies) {
            const there = occupancies.filter((o) => o.from <= date && (o.to === null || date <= o.to));
            expect(there.length).toBeLessThanOrEqual(1);
            const [site, name] = dwelling.split('/') as [string, string];
            expect(occupantOn(facts, site, name, date)).toBe(there[0]?.resident ?? null);
          }
        }
      }),
    );
  });

  test('at most one agreement holds on a day: the last to begin, while it lasts', () => {
    const step = fc.record({
      agreement: fc.constantFrom('a', 'b', 'c', 'd'),
      from: someDay,
      length: fc.option(fc.nat(15)),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const history: SupplyPointEvent[] = [meter as SupplyPointEvent];
        for (const { agreement, from, length } of steps) {
          const decision = supplyPoint.decide(
            {
              type: 'AgreeRepayment',
              supplyPoint: PRM,
              agreement,
              from: day(from),
              to: length === null ? null : day(from + length),
              priceList: null,
              tax: 'including',
              registers: { main: true, aux: true },
              estimates: true,
            },
            stateAfter(supplyPoint, history),
            { site: null, ownerKnown: false, priceList: null, missingCells: [] },
          );
          if (!isRefused(decision)) history.push(...decision.accepted);
        }
        const point = foldFacts([block, ...(history as FactEvent[])]).supplyPoints.get(PRM)!;
        expect(new Set(point.agreements.map(({ agreement }) => agreement)).size).toBe(
          point.agreements.length,
        );
        for (const date of allDays) {
          const begun = point.agreements.filter(({ from }) => from <= date);
          const lasting = begun.filter(({ to }) => to !== null && date <= to);
          expect(lasting.length).toBeLessThanOrEqual(1);
          const found = agreementOn(point, date);
          if (lasting.length === 1 && found?.to !== null) expect(found).toBe(lasting[0]);
          if (found !== null) expect(found).toBe(begun.at(-1));
        }
      }),
    );
  });

  test('at most one mandate holds on a day', () => {
    const step = fc.record({
      mandate: fc.constantFrom('a', 'b', 'c'),
      from: someDay,
      length: fc.option(fc.nat(15)),
      end: fc.boolean(),
    });
    const landlord: OwnerEvent = {
      type: 'OwnerRegistered',
      data: {
        owner: 'landlord',
        kind: 'company',
        name: 'L',
        address: 'L',
        country: 'FR',
        siren: null,
        vatNumber: null,
        vat: 'cannot-deduct',
        iban: null,
        language: 'fr',
      },
    };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const history: OwnerEvent[] = [landlord];
        for (const { mandate, from, length, end } of steps) {
          const decision = owner.decide(
            end
              ? { type: 'EndSelfBillingMandate', owner: 'landlord', mandate, on: day(from) }
              : {
                  type: 'GiveSelfBillingMandate',
                  owner: 'landlord',
                  mandate,
                  from: day(from),
                  to: length === null ? null : day(from + length),
                },
            stateAfter(owner, history),
            { siteKnown: false },
          );
          if (!isRefused(decision)) history.push(...decision.accepted);
        }
        const facts = foldFacts(history).owners.get('landlord')!;
        for (const date of allDays) {
          const there = facts.mandates.filter((m) => m.from <= date && (m.to === null || date <= m.to));
          expect(there.length).toBeLessThanOrEqual(1);
          expect(mandateOn(facts, date)).toBe(there[0] ?? null);
        }
      }),
    );
  });
});
