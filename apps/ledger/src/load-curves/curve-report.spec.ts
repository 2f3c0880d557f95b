import fc from 'fast-check';
import type { CurveTerms } from '#domain/load-curves';
import { PARIS } from '../../../../test/samples/heated-block.js';
import { curveReport } from './curve-report.js';
import { curveTerms } from './curve-terms.js';
import { enedisCurveOf } from './enedis-lines.js';

const at: CurveTerms = {
  terms: curveTerms('hphc', 6, '22:38-06:38'),
  tempo: new Map(),
  zone: PARIS,
};

/** The half-hours of 24 and 25 October 2026; with or without their offsets. */
const october = (offsets: boolean): string[] =>
  Array.from({ length: 48 + 50 }, (_, i) => {
    const ms = Date.parse('2026-10-23T22:30:00Z') + i * 1_800_000;
    const hours = ms < Date.parse('2026-10-25T01:00:00Z') ? 2 : 1;
    const wall = new Date(ms + hours * 3_600_000).toISOString().slice(0, 19);
    return `${wall}${offsets ? `+0${hours}:00` : ''};${500 + (i % 7)}`;
  });
const reportOf = (rows: readonly string[]) => curveReport(enedisCurveOf(rows.join('\n'), PARIS), at, null);

test('any order of the rows gives the same answer', () => {
  const rows = october(true);
  const whole = reportOf(rows);
  expect(whole).toMatchObject({ steps: 98, holes: [], total: { energyWh: 24_647, missingMinutes: 0 } });
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(reportOf(shuffled)).toEqual(whole);
    }),
    { numRuns: 25 },
  );
});

test('without offsets the sums are the same, in any order', () => {
  const rows = october(false);
  const { notes: none, ...whole } = { notes: [], ...reportOf(october(true)) };
  expect(reportOf(rows)).toEqual({ ...whole, notes: none });
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(reportOf(shuffled)).toMatchObject({ steps: 98, holes: [], total: { energyWh: 24_647 } });
    }),
    { numRuns: 25 },
  );
});
