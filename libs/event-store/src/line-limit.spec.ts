import fc from 'fast-check';

import { exportLine, MAX_LINE_BYTES } from '#events/envelope';

import { fitsLine, lineBytesMax } from './line-limit.js';

const anyEvent = fc.record({
  id: fc.string({ unit: 'binary', maxLength: 40 }),
  type: fc.string({ maxLength: 40 }),
  version: fc.integer({ min: 1, max: 99 }),
  recordedAt: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  actor: fc.string({ unit: 'binary', maxLength: 40 }),
  commandId: fc.string({ unit: 'binary', maxLength: 40 }),
  causation: fc.option(fc.string({ unit: 'binary', maxLength: 40 })),
  data: fc
    .tuple(fc.string({ unit: 'binary', maxLength: 20 }), fc.integer({ min: 0, max: 22_000 }))
    .map(([text, length]) => JSON.stringify({ text, filling: '€'.repeat(length) })),
});
const anyIndex = fc.oneof(fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER));

test('an event that is let through is never longer than a line, whatever index it gets', () => {
  fc.assert(
    fc.property(anyEvent, fc.string(), fc.nat(), anyIndex, (event, stream, revision, index) => {
      const bytes = Buffer.byteLength(exportLine({ ...event, index, stream, revision }));
      expect(bytes).toBeLessThanOrEqual(lineBytesMax(stream, revision, event));
      if (fitsLine(stream, revision, event)) expect(bytes).toBeLessThanOrEqual(MAX_LINE_BYTES);
    }),
  );
});

test('an event is refused only for its length', () => {
  fc.assert(
    fc.property(anyEvent, fc.string(), fc.nat(), (event, stream, revision) => {
      if (!fitsLine(stream, revision, event)) {
        expect(lineBytesMax(stream, revision, event)).toBeGreaterThan(MAX_LINE_BYTES);
      }
    }),
  );
});
