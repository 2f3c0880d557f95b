import type { NewEvent } from '#events';

import { APPEND_BYTES_MAX, appendBytesOf, fittingTogether } from './append-limit.js';

const eventOf = (bytes: number): NewEvent => ({
  id: 'id',
  type: 'InvoiceIssued',
  version: 1,
  recordedAt: 0,
  actor: 'process:closing',
  commandId: 'c',
  causation: null,
  data: JSON.stringify('é'.repeat((bytes - 2) / 2)),
});

test.each<[string, number[], number]>([
  ['none', [], 0],
  ['few', [1_000, 1_000, 1_000], 3],
  ['a hundred large ones', Array.from({ length: 100 }, () => 60_000), 17],
  ['one that is too large by itself', [2 * APPEND_BYTES_MAX, 10], 1],
])('of %s as many go together as one append takes', (_, sizes, fitting) => {
  expect(fittingTogether(sizes.map(eventOf))).toBe(fitting);
});

test('bytes are counted, not characters, and a little more than there are', () => {
  expect(appendBytesOf(eventOf(1_000))).toBeGreaterThan(1_000);
  expect(appendBytesOf(eventOf(1_000))).toBeLessThan(1_500);
});
