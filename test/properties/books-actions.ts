import fc from 'fast-check';

/** Something a person may tell between two closes. Numbers are shares of what is possible then. */
export const bookAction = fc.record({
  what: fc.constantFrom(
    'correct energy',
    'correct electricity price',
    'correct compute price',
    'correct colour',
    'set windows',
    'change agreement',
    'end contract',
    'pay invoice',
    'pay statement',
  ),
  which: fc.nat(2),
  day: fc.integer({ min: 1, max: 28 }),
  monthsBack: fc.nat(2),
  size: fc.integer({ min: 1, max: 100 }),
});
export type BookAction = typeof bookAction extends fc.Arbitrary<infer Action> ? Action : never;

/** A month: what heaters draw (kWh), what clients compute (core-hours), and what people tell before the close. */
export const bookMonth = fc.record({
  kwh: fc.tuple(fc.nat(300), fc.nat(300), fc.nat(300)),
  coreHours: fc.tuple(fc.nat(40), fc.nat(40)),
  actions: fc.array(bookAction, { maxLength: 5 }),
});
export type BookMonth = typeof bookMonth extends fc.Arbitrary<infer Month> ? Month : never;
