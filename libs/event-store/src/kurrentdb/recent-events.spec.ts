import fc from 'fast-check';

import type { RecordedEvent } from '#events';

import { RecentEvents } from './recent-events.js';

const eventAt = (index: number, length: number): RecordedEvent => ({
  index,
  stream: 's',
  revision: index,
  id: 'id',
  type: 'T',
  version: 1,
  recordedAt: 0,
  actor: 'a',
  commandId: 'c',
  causation: null,
  data: 'x'.repeat(length),
});

test('what is remembered is the end of what was added, within both limits, and is given from any index of it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 9 }), { maxLength: 60 }),
      fc.nat({ max: 100 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 9, max: 60 }),
      (lengths, first, eventsMax, charactersMax) => {
        const recent = new RecentEvents({ eventsMax, charactersMax });
        const added = lengths.map((length, at) => eventAt(first + at, length));
        let kept: RecordedEvent[] = [];
        for (const event of added) {
          recent.add(event);
          kept.push(event);
          while (
            kept.length > eventsMax ||
            kept.reduce((sum, { data }) => sum + data.length, 0) > charactersMax
          )
            kept = kept.slice(1);
        }
        for (const from of kept.map(({ index }) => index))
          expect(recent.from(from, 5)).toEqual(kept.slice(from - kept[0]!.index).slice(0, 5));
        const before = (kept[0]?.index ?? first + lengths.length) - 1;
        expect(recent.from(before, 5)).toBeNull();
      },
    ),
  );
});
