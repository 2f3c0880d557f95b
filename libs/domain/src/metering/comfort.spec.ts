import fc from 'fast-check';
import type { DayComfort } from './cell.js';
import { foldComfort, tellsComfort, type ComfortRule } from './comfort.js';
import { SampleMeter, at, bodyOf, RULES, type SampleReading } from './sample-meter.js';

interface RoomReading extends SampleReading {
  readonly roomDeciC: number;
  readonly targetDeciC: number;
}

const RULE: ComfortRule = {
  usefulHeat: { bandDeciC: 10, seasonFromMonth: 10, seasonToMonth: 5, setpointToleranceDeciC: 5 },
  isSeason: () => true,
};
const deltas = (values: readonly number[]): number[] =>
  values.map((value, i) => (i === 0 ? value : value - values[i - 1]!));

/** Tells readings with their room to a meter, comfort first, as the projection does. */
function tell(meter: SampleMeter, readings: readonly (SampleReading & Partial<RoomReading>)[], rule = RULE) {
  const body = {
    ...bodyOf(readings),
    ...(readings[0]?.roomDeciC === undefined
      ? {}
      : {
          roomDeciC: deltas(readings.map((one) => one.roomDeciC ?? 0)),
          targetDeciC: deltas(readings.map((one) => one.targetDeciC ?? 0)),
        }),
  };
  const context = { index: 0, recordedAt: at('00:00', 20), rules: RULES };
  if (tellsComfort(meter.meter, body)) foldComfort(meter.meter, body, meter.book, context, rule);
  return meter.upload(readings, [], [], context.recordedAt);
}

const room = (line: string): RoomReading => {
  const [time, main, roomDeciC, targetDeciC] = line.split(' ');
  return {
    at: at(time!),
    mainWh: Number(main),
    auxWh: 0,
    roomDeciC: Number(roomDeciC),
    targetDeciC: Number(targetDeciC),
  };
};
const sums = (meter: SampleMeter): Record<keyof DayComfort, number> => {
  const total = { sensedS: 0, atSetpointS: 0, sensedWh: 0, usefulWh: 0 };
  for (const { comfort } of meter.book.cells.values())
    for (const key of Object.keys(total) as (keyof DayComfort)[])
      total[key] += (comfort?.[key] ?? []).reduce((sum, one) => sum + one, 0);
  return total;
};

const byDay = ({ book }: SampleMeter) => [...book.cells.values()].sort((a, b) => a.day - b.day);

describe('comfort of a room', () => {
  test('between two readings the room is as the earlier one says', () => {
    const lines = ['10:00 0 190 200', '10:10 100 195 200', '10:20 200 211 200', '10:30 300 200 200'];
    // 190 is more than 5 below 200, so too cold; 211 is more than 10 above, so heat is of no use.
    expect(sums(tell(new SampleMeter(), lines.map(room)))).toEqual({
      sensedS: 1800,
      atSetpointS: 1200,
      sensedWh: 300,
      usefulWh: 200,
    });
  });

  test('out of the season no heat is useful', () => {
    const readings = ['10:00 0 200 200', '10:30 100 200 200'].map(room);
    const { usefulWh, sensedWh } = sums(
      tell(new SampleMeter(), readings, { ...RULE, isSeason: () => false }),
    );
    expect([usefulWh, sensedWh]).toEqual([0, 100]);
  });

  test('a gap, a fall, a reading that was held: the spans around are not sensed', () => {
    const readings = ['10:00 0 200 200', '11:30 50 200 200', '11:40 20 200 200', '11:50 30 200 200'].map(
      room,
    );
    const clockLost = { ...room('12:00 40 200 200'), clock: 0 };
    const back = ['12:10 50 200 200', '12:20 60 200 200'].map(room);
    expect(sums(tell(new SampleMeter(), [...readings, clockLost, ...back]))).toMatchObject({
      sensedS: 1200,
      sensedWh: 20,
    });
  });

  test('an upload that tells nothing of the room ends what was sensed at its first reading', () => {
    const meter = tell(new SampleMeter(), ['10:00 0 200 200', '10:10 10 200 200'].map(room));
    tell(meter, [
      { at: at('10:20'), mainWh: 20, auxWh: 0 },
      { at: at('10:30'), mainWh: 30, auxWh: 0 },
    ]);
    expect(sums(meter).sensedS).toBe(1200);
    expect(meter.meter.room).toBeNull();
  });

  test('however readings are parted into uploads, it is the same; and all of it was drawn', () => {
    const history = fc
      .array(
        fc.record({
          seconds: fc.integer({ min: 1, max: 4000 }),
          share: fc.nat(100),
          roomDeciC: fc.integer({ min: 180, max: 220 }),
        }),
        { minLength: 2, maxLength: 30 },
      )
      .map((steps) => {
        let [ms, mainWh] = [at('22:00'), 0];
        return steps.map(({ seconds, share, roomDeciC }): RoomReading => {
          ms += seconds * 1000 + (share % 7);
          mainWh += Math.floor((seconds * share) / 360);
          return { at: ms, mainWh, auxWh: 0, roomDeciC, targetDeciC: 200 };
        });
      });
    fc.assert(
      fc.property(history, fc.nat(30), (readings, k) => {
        const whole = tell(new SampleMeter(), readings);
        const parted = new SampleMeter();
        for (const part of [readings.slice(0, k), readings.slice(k)]) if (part.length > 0) tell(parted, part);
        expect(byDay(parted)).toEqual(byDay(whole));
        const { sensedS, atSetpointS, sensedWh, usefulWh } = sums(whole);
        expect(sensedWh).toBeLessThanOrEqual(whole.total().mainWh);
        expect(atSetpointS).toBeLessThanOrEqual(sensedS);
        expect(usefulWh).toBeLessThanOrEqual(sensedWh);
      }),
      { numRuns: 60 },
    );
  });
});
