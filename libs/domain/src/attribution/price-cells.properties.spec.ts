import fc from 'fast-check';
import { addDays } from '#domain/calendar';
import type { TariffOption, TempoColour } from '#domain/electricity-tariffs';
import type { FactEvent } from '#domain/facts';
import type { SealedEnergy } from '#events';
import {
  POINT_A,
  agreement,
  at,
  commissioned,
  corrected,
  electricity,
  factsOf,
  heldByOwner,
  installed,
  moved,
  owner,
} from '../../../../test/samples/heated-block.js';
import { cellsOf, metered } from '../../../../test/samples/metered-block.js';
import { cellsAt, colour, meterOption, prices, windows } from '../../../../test/samples/tariffs.js';
import { sealHeater } from './seal-heater.js';

const standing = (priceList: string | null, ...events: FactEvent[]) =>
  factsOf(
    owner('habitat'),
    heldByOwner(POINT_A, 'habitat'),
    agreement(POINT_A, { priceList }),
    commissioned('h1'),
    installed('h1', POINT_A, 'a1'),
    ...events,
  );
/** Constant power through civil days: Wh per half-hour. */
const constant = (from: string, to: string, whPerHalfHour: number) =>
  cellsOf('h1', [{ fromMs: at(from), toMs: at(to), mainWhPerHalfHour: whPerHalfHour }]);

describe('whatever the option, windows, colours and moves', () => {
  const hhmm = fc.nat(1439).map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
  const hours = fc.array(
    fc.tuple(hhmm, hhmm).map(([from, to]) => `${from}-${to}`),
    { minLength: 1, maxLength: 2 },
  );
  const world = fc.record({
    option: fc.constantFrom<TariffOption>('base', 'hphc', 'tempo', 'season-4', 'season-5', 'spot'),
    winter: hours,
    peak: hours,
    month: fc.constantFrom('2026-03', '2026-08', '2026-10', '2026-12'),
    known: fc.array(fc.constantFrom<TempoColour | null>('blue', 'white', null), {
      minLength: 33,
      maxLength: 33,
    }),
    wh: fc.array(fc.nat(700), { minLength: 1, maxLength: 12 }),
    movedAt: fc.option(fc.nat(30 * 86_400_000)),
    correctedAt: fc.option(fc.nat(29 * 86_400_000)),
  });

  const factsFor = ({
    option,
    winter,
    peak,
    month,
    known,
    movedAt,
    correctedAt,
  }: typeof world extends fc.Arbitrary<infer T> ? T : never) => {
    const [first, from] = [addDays(`${month}-01`, -1), at(`${month}-01`)];
    const days = known.flatMap((of, n) => (of === null ? [] : [colour(addDays(first, n), of)]));
    return standing(
      'all',
      prices('all', '2026-01-01', [...cellsAt({ base: '0.2' }), ...cellsAt({ hp: '0.3', hc: '0.1' })]),
      electricity('all', '2026-12-10', '0.2101'),
      meterOption(POINT_A, option, 9, '2026-01-01'),
      windows(POINT_A, winter, peak),
      ...(option === 'tempo' ? days : []),
      ...(movedAt === null ? [] : [moved('h1', '14500000000002', 'a2', from + movedAt)]),
      ...(correctedAt === null
        ? []
        : [corrected('h1', from + correctedAt, from + correctedAt + 10_000_000, 1_234)]),
    );
  };

  test('the parts by price cell add up to the whole, and what is not priced says why', () => {
    fc.assert(
      fc.property(world, (given) => {
        const fromMs = at(`${given.month}-01`);
        const spans = given.wh.map((wh, n) => ({
          fromMs: fromMs + n * 6 * 3_600_000,
          toMs: fromMs + (n + 1) * 6 * 3_600_000,
          mainWhPerHalfHour: wh,
        }));
        // Conservation itself is asserted by `sealHeater`.
        const { energy } = sealHeater(
          metered('h1', { cells: cellsOf('h1', spans) }),
          factsFor(given),
          given.month,
        );
        if (given.correctedAt === null)
          expect(energy.reduce((sum, row) => sum + row.energyWh, 0)).toBe(
            given.wh.reduce((sum, wh) => sum + wh * 12, 0),
          );
        for (const row of energy) expect(row.status === 'credited').toBe(row.reason === null);
      }),
      { numRuns: 60 },
    );
  });

  test('a colour that comes later moves no Wh: only what is known of them changes', () => {
    fc.assert(
      fc.property(world, (given) => {
        const cells = constant(`${given.month}-03`, `${given.month}-06`, 250);
        const seal = (known: readonly (TempoColour | null)[]) =>
          sealHeater(
            metered('h1', { cells }),
            factsFor({ ...given, option: 'tempo', movedAt: null, correctedAt: null, known: [...known] }),
            given.month,
          ).energy;
        const hourSums = (rows: readonly SealedEnergy[]) => {
          const sums = { hp: 0, hc: 0 };
          for (const row of rows) sums[row.priceCell.endsWith('hp') ? 'hp' : 'hc'] += row.energyWh;
          return sums;
        };
        expect(hourSums(seal(given.known))).toEqual(hourSums(seal(given.known.map((of) => of ?? 'blue'))));
      }),
      { numRuns: 25 },
    );
  });
});
