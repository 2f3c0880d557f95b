import fc from 'fast-check';

import { LatestMap } from './latest-map.js';
import { StreamRevisions } from './stream-revisions.js';

test('at least half of what it may hold is what was set last, and it never holds more', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 })), fc.integer({ min: 2, max: 20 }), (keys, sizeMax) => {
      const latest = new LatestMap<number, number>(sizeMax);
      const all = new Map<number, number>();
      let whole = true;
      for (const [at, key] of keys.entries()) {
        if (latest.set(key, at)) whole = false;
        all.delete(key);
        all.set(key, at);
        expect([...latest.values()].length).toBeLessThanOrEqual(sizeMax);
      }
      const kept = [...all].slice(whole ? 0 : -Math.floor(sizeMax / 2));
      for (const [key, at] of kept) expect(latest.get(key)).toBe(at);
    }),
  );
});

test('a stream that was forgotten may go on at any revision, one that is remembered may not', () => {
  const revisions = new StreamRevisions(true, 4);
  revisions.take('a', 0);
  for (const stream of ['b', 'c', 'd', 'e', 'f', 'g']) revisions.take(stream, 0);
  revisions.take('a', 7);
  expect(() => revisions.take('a', 9)).toThrow(expect.objectContaining({ code: 'LOG_TRUNCATED' }));
});
