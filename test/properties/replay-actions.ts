import fc from 'fast-check';
import type { DomainEvent } from '#events';

/** One thing that happens to the ledger; numbers are shares of what is possible then. */
export const action = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      what: fc.constant('upload' as const),
      heater: fc.nat(1),
      steps: fc.array(fc.record({ minutes: fc.integer({ min: 1, max: 400 }), share: fc.nat(100) }), {
        minLength: 1,
        maxLength: 6,
      }),
      fault: fc.option(fc.constantFrom('fall', 'jump', 'back', 'clock', 'future' as const), { freq: 4 }),
      room: fc.option(fc.integer({ min: 150, max: 250 })),
      work: fc.option(fc.record({ job: fc.nat(3), ends: fc.boolean(), burn: fc.boolean() })),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constantFrom('move', 'remove', 'exchange', 'opened', 'correct', 'estimate', 'aside' as const),
      heater: fc.nat(1),
      hoursBack: fc.integer({ min: -5, max: 60 }),
      minutes: fc.integer({ min: 1, max: 600 }),
      off: fc.integer({ min: -2, max: 2 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constantFrom('release', 'discard', 'end', 'rules', 'holder' as const),
      heater: fc.nat(1),
      hoursBack: fc.integer({ min: 0, max: 100 }),
      job: fc.nat(3),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('windows' as const),
      atB: fc.boolean(),
      daysBack: fc.integer({ min: -3, max: 40 }),
      minutes: fc.array(fc.tuple(fc.nat(1439), fc.nat(1439)), { maxLength: 2 }),
      option: fc.option(fc.constantFrom('base' as const, 'hphc' as const, 'season-4' as const)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('close' as const), skipDays: fc.nat(20) }) },
);
export type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** Windows at any minute, or another option, from a day that may lie behind. */
export function windowsTold(
  one: Extract<Action, { what: 'windows' }>,
  supplyPoint: string,
  nowMs: number,
): DomainEvent {
  const dayText = (ms: number): string => new Date(ms).toISOString();
  const from = dayText(nowMs - one.daysBack * 86_400_000).slice(0, 10);
  if (one.option !== null)
    return {
      type: 'SupplyPointOptionSet',
      data: { supplyPoint, from, option: one.option, subscribedKva: 9 },
    };
  const hour = (minute: number): string => dayText(minute * 60_000).slice(11, 16);
  const hours = one.minutes.map(([begin, end]) => `${hour(begin)}-${hour(end)}`);
  return { type: 'OffPeakWindowsSet', data: { supplyPoint, from, winter: hours, summer: hours, peak: [] } };
}
