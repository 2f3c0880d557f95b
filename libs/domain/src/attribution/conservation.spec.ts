import fc from 'fast-check';
import { DAY_MS } from '#domain/calendar';
import type { FactEvent } from '#domain/facts';
import type { DayCell, HeldSpan } from '#domain/metering';
import {
  POINT_A,
  POINT_B,
  agreement,
  at,
  commissioned,
  corrected,
  estimated,
  factsOf,
  heldByOccupant,
  heldByOwner,
  installed,
  moved,
  movedIn,
  movedOut,
  optedIn,
  owner,
  resident,
} from '../../../../test/samples/heated-block.js';
import { emptyCell, metered } from '../../../../test/samples/metered-block.js';
import { sealHeater } from './seal-heater.js';

const MONTHS = ['2026-09', '2026-10', '2026-11'];
const [START, END] = [at('2026-09-01'), at('2026-12-01')];
const instant = fc.integer({ min: START, max: END });
const spanOf = fc.tuple(instant, instant).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));
const wh = fc.nat(50_000);

/** Cells of the autumn with readings anywhere, parts of them interpolated, cuts inside half-hours. */
const cells = fc
  .array(
    fc.record({
      day: fc.integer({ min: Math.ceil(START / DAY_MS), max: Math.floor(END / DAY_MS) - 1 }),
      slot: fc.integer({ min: 0, max: 47 }),
      mainWh: fc.nat(400),
      auxWh: fc.nat(300),
      interpolated: fc.boolean(),
      cutAt: fc.option(fc.integer({ min: 0, max: 1_799_999 }), { nil: null }),
      cutShare: fc.integer({ min: 0, max: 100 }),
    }),
    { maxLength: 40 },
  )
  .map((slots) => {
    const byDay = new Map<number, DayCell>();
    for (const slot of slots) {
      const cell = byDay.get(slot.day) ?? emptyCell('h1', slot.day);
      byDay.set(slot.day, cell);
      if (cell.mainWh[slot.slot]! + cell.auxWh[slot.slot]! > 0) continue;
      cell.mainWh[slot.slot] = slot.mainWh;
      cell.auxWh[slot.slot] = slot.auxWh;
      if (slot.interpolated)
        (cell.interpolatedMainWh ??= new Array<number>(48).fill(0))[slot.slot] = slot.mainWh;
      if (slot.cutAt !== null)
        cell.cuts.push({
          at: slot.day * DAY_MS + slot.slot * 1_800_000 + slot.cutAt,
          mainWh: Math.floor((slot.mainWh * slot.cutShare) / 100),
          auxWh: Math.floor((slot.auxWh * slot.cutShare) / 100),
        });
    }
    return [...byDay.values()].sort((a, b) => a.day - b.day);
  });

const held: fc.Arbitrary<HeldSpan> = fc
  .record({
    heater: fc.constant('h1'),
    span: spanOf,
    mainWh: wh,
    auxWh: wh,
    code: fc.constantFrom('TOO_MUCH_ENERGY' as const, 'KNOT_CONTRADICTED' as const),
    status: fc.constantFrom('held' as const, 'discarded' as const, 'released' as const),
  })
  .map(({ span, ...rest }) => ({ ...rest, ...span }));

const overlay: fc.Arbitrary<FactEvent> = fc.oneof(
  fc
    .tuple(spanOf, wh, fc.constantFrom('main' as const, 'aux' as const))
    .map(([span, energyWh, register]) => corrected('h1', span.from, span.to, energyWh, register)),
  fc.tuple(spanOf, wh).map(([span, energyWh]) => estimated('h1', span.from, span.to, energyWh)),
);
const moves: fc.Arbitrary<FactEvent[]> = fc
  .array(fc.tuple(instant, fc.constantFrom(POINT_A, POINT_B), fc.constantFrom('a1', 'a2', null)), {
    maxLength: 4,
  })
  .map((all) => all.sort(([a], [b]) => a - b).map(([ms, point, door]) => moved('h1', point, door, ms)));

const people: readonly FactEvent[] = [
  owner('habitat'),
  heldByOwner(POINT_A, 'habitat'),
  heldByOccupant(POINT_B, '2026-10-12'),
  resident('r1'),
  movedIn('r1', 'a2', '2026-10-05'),
  movedOut('r1', 'a2', '2026-11-20'),
  optedIn('r1', '2026-10-20'),
  agreement(POINT_A, { from: '2026-09-10', to: '2026-11-11' }),
  agreement(POINT_B, { registers: { main: true, aux: true }, estimates: false }),
];

describe('conservation of Wh', () => {
  test('whatever moves, corrections, estimates and held spans cut a season into, the parts add up to the whole', () => {
    fc.assert(
      fc.property(
        cells,
        fc.array(held, { maxLength: 4 }),
        fc.array(overlay, { maxLength: 6 }),
        moves,
        fc.option(spanOf, { nil: null }),
        (season, spans, overlays, places, covered) => {
          const facts = factsOf(
            ...people,
            commissioned('h1'),
            installed('h1', POINT_A, 'a1'),
            ...places,
            ...overlays,
          );
          const heater = metered('h1', {
            cells: season,
            held: spans,
            coveredFrom: covered?.from ?? null,
            coveredTo: covered?.to ?? null,
          });
          // Every seal asserts its own month; months together are the season where nothing overlays it.
          const rows = MONTHS.flatMap((month) => sealHeater(heater, facts, month).energy);
          expect(rows.every((row) => row.energyWh >= 0)).toBe(true);
          if (overlays.length > 0) return;
          const inCells = season
            .flatMap((cell) => [...cell.mainWh, ...cell.auxWh])
            .reduce((a, b) => a + b, 0);
          const inHeld = spans
            .filter((span) => span.status !== 'released')
            .reduce((sum, span) => sum + span.mainWh + span.auxWh, 0);
          const inside = spans.every((span) => span.to <= END);
          if (inside) expect(rows.reduce((sum, row) => sum + row.energyWh, 0)).toBe(inCells + inHeld);
        },
      ),
      { numRuns: 150 },
    );
  });
});
