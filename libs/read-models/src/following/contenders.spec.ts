import fc from 'fast-check';
import { registrationOf, shareOf } from './contenders.js';

const held = (...names: readonly string[]) => names.map((name) => ({ name, holder: 'h/1' }));

describe('shares of projectors', () => {
  test.each([
    ['alone', 2, 0, 1, 2],
    ['one of two', 2, 0, 2, 1],
    ['the first of two gets what does not divide', 3, 0, 2, 2],
    ['the second of two', 3, 1, 2, 1],
    ['more projectors than partitions: the last stands by', 2, 2, 3, 0],
  ])('%s', (_, partitions, place, of, share) => {
    const names = Array.from({ length: of }, (__, at) => registrationOf(`p${at}`));
    const leases = held(...names, 'partition/1/0', 'closing');
    expect(shareOf(names[place]!, leases, partitions)).toBe(share);
  });

  test('are all partitions together, even among each other, and one that is not listed yet counts itself', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 8 }),
        fc.nat(64),
        (names, partitions) => {
          const listed = held(...names.map(registrationOf));
          const shares = names.map((name) => shareOf(registrationOf(name), listed, partitions));
          expect(shares.reduce((sum, share) => sum + share)).toBe(partitions);
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
          expect(shareOf('projector/\u{10ffff}', [], partitions)).toBe(partitions);
        },
      ),
      { numRuns: 100 },
    );
  });
});
