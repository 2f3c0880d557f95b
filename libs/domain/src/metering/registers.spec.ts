import { SampleMeter, at, readingOf } from './sample-meter.js';
import { decideHeld } from './held.js';
import { coveredFrom, coveredTo } from './meter.js';
import { pastReadings } from './past-readings.js';

const knot = (time: string, mainWh: number, auxWh = 0) => ({
  at: at(time),
  knot: { mainWh, auxWh, next: null },
});
const cut = (time: string) => ({ at: at(time), knot: null });

describe('energy is a difference of registers', () => {
  test('spread by half-hours, the register at an edge interpolated and floored', () => {
    const meter = new SampleMeter().reads('11:50 100', '12:07 115', '12:40 149 3');
    expect([meter.halfHour('11:30'), meter.halfHour('12:00'), meter.halfHour('12:30')]).toEqual([8, 30, 11]);
    expect(meter.total()).toEqual({ mainWh: 49, auxWh: 3 });
  });

  test('a span exactly up to an edge belongs to the half-hour before', () => {
    const meter = new SampleMeter().reads('11:45 0', '12:00 10', '12:15 30');
    expect([meter.halfHour('11:30'), meter.halfHour('12:00')]).toEqual([10, 20]);
  });

  test('a register of 9 digits that goes from 999 999 600 to 800 drew 1 200 Wh', () => {
    const meter = new SampleMeter().reads('10:00 999999600', '11:30 800', '12:00 900');
    expect(meter.total().mainWh).toBe(1300);
    expect(meter.held()).toEqual([]);
  });

  test('a fall without wrap or exchange is held with nothing in it; later spans go on', () => {
    const meter = new SampleMeter().reads('10:00 500000', '10:30 499000', '11:00 499100');
    expect(meter.held()).toEqual(['10:00–10:30 REGISTER_FELL 0+0']);
    expect(meter.total().mainWh).toBe(100);
  });

  test('a span of more than rated power × time × 1.05 + 1 Wh is held; one of just that is not', () => {
    const meter = new SampleMeter().reads('10:00 0', '11:00 1000 51', '12:00 1052 1051', '13:00 2000 1051');
    expect(meter.held()).toEqual(['11:00–12:00 TOO_MUCH_ENERGY 52+1000']);
    expect(meter.total()).toEqual({ mainWh: 1948, auxWh: 51 });
  });

  test('a span longer than the gap limit is interpolated: measured, but told apart', () => {
    const meter = new SampleMeter().reads('10:00 0', '11:00 100', '13:00 300');
    const [cell] = [...meter.book.cells.values()];
    expect(cell!.interpolatedMainWh!.reduce((a, b) => a + b, 0)).toBe(200);
    expect(meter.total().mainWh).toBe(300);
  });

  test('products beyond the safe integers stay exact', () => {
    const meter = new SampleMeter(12, 100_000_000);
    meter.upload([
      { at: at('00:00'), mainWh: 0, auxWh: 0 },
      { at: at('00:00', 300), mainWh: 700_000_000_001, auxWh: 0 },
    ]);
    expect(meter.total().mainWh).toBe(700_000_000_001);
    expect(meter.halfHour('00:00')).toBe(Math.floor(700_000_000_001 / (300 * 48)));
  });
});

describe('time that cannot be', () => {
  test.each([
    ['does not advance', ['12:00 100', '11:59 101', '12:30 130'], 'IMPOSSIBLE_TIME'],
    ['lies ahead of our clock', ['12:00 100', '23:00 105', '12:30 130'], 'IMPOSSIBLE_TIME'],
    ['comes from a clock that is not set', ['12:00 100', '12:10 105 0 0', '12:30 130'], 'CLOCK_NOT_SET'],
    ['comes from a relative clock', ['12:00 100', '12:10 105 0 3', '12:30 130'], 'CLOCK_NOT_SET'],
  ])('a reading that %s is skipped, the span around it held', (_, lines, code) => {
    const meter = new SampleMeter();
    for (const line of [...lines, '13:00 160'])
      meter.upload([readingOf(line)], [], [], Math.min(readingOf(line).at, at('13:00')) + 1000);
    expect(meter.held()).toEqual([`12:00–12:30 ${code} 30+0`]);
    expect(meter.total().mainWh).toBe(30);
  });

  test('the same reading told again is no reading', () => {
    const meter = new SampleMeter().reads('12:00 100', '12:30 130').reads('12:30 130', '13:00 160');
    expect(meter.held()).toEqual([]);
    expect(meter.total().mainWh).toBe(60);
  });

  const bootedIn = (...dates: string[]): SampleMeter => {
    const wrong = dates.map((date, i) => ({ at: Date.parse(date), mainWh: 100 + i, auxWh: 0 }));
    return new SampleMeter().point(knot('11:00', 90)).upload(wrong, [], [], at('11:40'));
  };

  test.each([
    ['1980', ['1980-01-06T00:00:00Z', '1980-01-06T00:10:00Z']],
    ['2020', ['2020-08-01T00:00:00Z', '2020-08-01T00:10:00Z']],
  ])(
    'a clock that stood at %s made no readings; what follows is held from the installation on',
    (_, dates) => {
      const meter = bootedIn(...dates).reads('12:00 130', '12:30 150');
      expect(meter.held()).toEqual(['11:00–12:00 IMPOSSIBLE_TIME 40+0']);
      expect([coveredFrom(meter.meter), coveredTo(meter.meter)]).toEqual([at('11:00'), at('12:30')]);
      expect(meter.total().mainWh).toBe(20);
    },
  );

  test('what was kept for eleven months of outage is no wrong clock', () => {
    const meter = new SampleMeter().upload(
      [readingOf('12:00 100'), readingOf('12:30 130')],
      [],
      [],
      at('00:00', 335),
    );
    expect(meter.held()).toEqual([]);
    expect(meter.total().mainWh).toBe(30);
  });

  test('a plain run of readings that comes more than five years late is held too, whichever way it is read', () => {
    const meter = new SampleMeter().reads('12:00 100');
    meter.upload([readingOf('12:10 110'), readingOf('12:20 120')], [], [], at('00:00', 1900));
    meter.upload([readingOf('1900+00:00 400')], [], [], at('00:01', 1900));
    expect(meter.total().mainWh).toBe(0);
    expect(pastReadings(meter.meter, meter.uploads).map((one) => one.mainWh)).toEqual([100, 400]);
  });

  test('a register beyond its digits is no reading either', () => {
    const meter = new SampleMeter(4).reads('12:00 100', '12:10 10000', '12:30 130');
    expect(meter.held()).toEqual(['12:00–12:30 TOO_MUCH_ENERGY 30+0']);
  });

  test('a heater nobody commissioned is held as a whole', () => {
    const meter = new SampleMeter();
    meter.meter.rating = null;
    meter.reads('12:00 100', '12:30 130');
    expect(meter.held()).toEqual(['12:00–12:30 UNKNOWN_HEATER_DATA 30+0']);
  });
});

describe.each(['before', 'after'] as const)(
  'registers that a person read, recorded %s the readings',
  (when) => {
    const told = (points: Parameters<SampleMeter['point']>[0][], ...lines: string[]): SampleMeter => {
      const meter = new SampleMeter();
      if (when === 'before') for (const point of points) meter.point(point);
      meter.reads(...lines);
      if (when === 'after') for (const point of points) meter.point(point);
      return meter;
    };

    test('a move inside a half-hour parts it: 30 Wh there, 60 Wh here', () => {
      const meter = told([knot('12:10', 5_000_130)], '12:00 5000100', '12:30 5000190');
      const [cell] = [...meter.book.cells.values()];
      expect(meter.halfHour('12:00')).toBe(90);
      expect(cell!.cuts).toEqual([{ at: at('12:10'), mainWh: 30, auxWh: 0 }]);
    });

    test('an exchange: 12 300 000 → 12 345 678, then 0 → 5 400, is 51 078 Wh', () => {
      const exchange = {
        at: at('12:00', 3),
        knot: { mainWh: 12_345_678, auxWh: 0, next: { mainWh: 0, auxWh: 0 } },
      };
      const meter = told([exchange], '00:00 12300000', '4+00:00 5400', '4+01:00 5500');
      expect(meter.total().mainWh).toBe(51_178);
      expect(meter.held()).toEqual([]);
    });

    test.each([
      ['still shows the old meter', '12:00 1000', 110],
      ['shows the new meter already', '12:00 7', 110],
    ])('an exchange in the instant of a reading that %s', (_, line, total) => {
      const exchange = { at: at('12:00'), knot: { mainWh: 1000, auxWh: 0, next: { mainWh: 7, auxWh: 0 } } };
      const meter = told([exchange], '11:30 950', line, '12:30 67');
      expect(meter.held()).toEqual([]);
      expect(meter.total().mainWh).toBe(total);
    });

    test.each([
      [131, [30, 30]],
      [99, [0, 30]],
    ])('a knot 1 Wh beyond a reading (%i) yields to it', (wh, [before, whole]) => {
      const meter = told([knot('12:10', wh)], '12:00 100', '12:30 130');
      const [cell] = [...meter.book.cells.values()];
      expect(cell!.cuts).toEqual([{ at: at('12:10'), mainWh: before, auxWh: 0 }]);
      expect(meter.halfHour('12:00')).toBe(whole);
    });

    test.each([98, 132])('a knot 2 Wh beyond a reading (%i) is contradicted: the span is held', (wh) => {
      const meter = told([knot('12:10', wh)], '12:00 100', '12:30 130', '13:00 160');
      expect(meter.held()).toEqual(['12:00–12:30 KNOT_CONTRADICTED 30+0']);
      expect(meter.total().mainWh).toBe(30);
    });

    test('energy from the installation to the first reading counts', () => {
      const meter = told([knot('11:40', 500)], '12:00 510', '12:30 530');
      expect(meter.total().mainWh).toBe(30);
      expect(coveredFrom(meter.meter)).toBe(at('11:40'));
    });

    test('a window at an odd minute: the register at its edge is noted, to the Wh', () => {
      const meter = told(
        [cut('06:38'), cut('22:38')],
        '06:00 0',
        '06:30 300',
        '07:00 600',
        '22:30 9900',
        '23:00 10200',
      );
      const [cell] = [...meter.book.cells.values()];
      expect(cell!.cuts).toEqual([
        { at: at('06:38'), mainWh: 80, auxWh: 0 },
        { at: at('22:38'), mainWh: 80, auxWh: 0 },
      ]);
    });
  },
);

describe('a removal that no reading follows', () => {
  test('counts up to the registers read', () => {
    const meter = new SampleMeter().reads('12:00 100').point(knot('12:20', 120));
    expect(meter.total().mainWh).toBe(20);
    expect(coveredTo(meter.meter)).toBe(at('12:20'));
  });

  test('and is reckoned anew when readings from before it arrive', () => {
    const meter = new SampleMeter().reads('12:00 100').point(knot('12:40', 140)).reads('12:25 135');
    expect([meter.halfHour('12:00'), meter.halfHour('12:30')]).toEqual([36, 4]);
    expect(meter.total().mainWh).toBe(40);
  });
});

describe('a held span that a person decides on', () => {
  test('counts where it was drawn once released, and cuts after it see it', () => {
    const meter = new SampleMeter().reads('12:00 100').upload([
      { at: at('12:05'), mainWh: 105, auxWh: 0, clock: 0 },
      { at: at('12:15'), mainWh: 130, auxWh: 0 },
    ]);
    meter.point(cut('12:20')).reads('12:30 160');
    expect(meter.total().mainWh).toBe(30);
    expect(decideHeld(meter.book, at('12:00'), at('12:15'), 'released')).toBe(1);
    const [cell] = [...meter.book.cells.values()];
    expect(meter.total().mainWh).toBe(60);
    expect(cell!.cuts).toEqual([{ at: at('12:20'), mainWh: 40, auxWh: 0 }]);
    expect(decideHeld(meter.book, at('12:00'), at('12:15'), 'discarded')).toBe(0);
  });

  test('stays decided when a cut elsewhere in its half-hour comes late', () => {
    const meter = new SampleMeter().reads('12:00 100', '12:10 105 0 0', '12:15 130', '12:30 160');
    decideHeld(meter.book, at('12:00'), at('12:15'), 'released');
    meter.point(cut('12:20'));
    const [cell] = [...meter.book.cells.values()];
    expect(meter.total().mainWh).toBe(60);
    expect(cell!.cuts).toEqual([{ at: at('12:20'), mainWh: 40, auxWh: 0 }]);
    expect(meter.book.held.map((span) => span.status)).toEqual(['released']);
  });
});
