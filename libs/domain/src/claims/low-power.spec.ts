import { cellsOf, metered, workAt } from '../../../../test/samples/metered-block.js';
import { modesOf } from './low-power.js';

const at = (time: string): number => Date.parse(`2026-07-01T${time}:00Z`);
const DAY = { fromMs: at('00:00'), toMs: Date.parse('2026-07-02T00:00:00Z') };
const cells = cellsOf('h1', [{ ...DAY, mainWhPerHalfHour: 200, auxWhPerHalfHour: 10 }]);
const covered = { coveredFrom: DAY.fromMs, coveredTo: DAY.toMs };

test('half-hours count for the mode that held throughout; those in which it changed count for neither', () => {
  const heater = metered('h1', {
    cells,
    ...covered,
    work: [
      workAt('h1', at('09:10'), 'lab-1', 1000),
      workAt('h1', at('12:10'), 'lab-1', 500),
      workAt('h1', at('12:40'), 'burn', 9999, 'none'),
      workAt('h1', at('10:20'), 'lab-1', 77),
    ],
  });
  const modes = [
    { from: at('10:10'), mode: 'low-power' as const },
    { from: at('20:00'), mode: 'off' as const },
    { from: at('22:00'), mode: 'normal' as const },
  ];
  expect(modesOf(heater, modes, DAY.fromMs, DAY.toMs)).toEqual({
    normal: { halfHours: 24, energyWh: 24 * 210, coreMs: 1000 },
    lowPower: { halfHours: 19, energyWh: 19 * 210, coreMs: 500 },
    mixedHalfHours: 1,
  });
});

test('work that awaits the end of its attempt was done all the same', () => {
  const part = { job: 'j', attempt: 1, contract: 'lab-1', plan: 'cpu', model: 'ryzen' };
  const pending = [{ ...part, slots: [{ slotEndMs: at('09:30'), coreMs: 40, ghzMs: 120 }] }];
  const { normal } = modesOf(metered('h1', { cells, ...covered, pending }), [], DAY.fromMs, DAY.toMs);
  expect(normal).toEqual({ halfHours: 48, energyWh: 48 * 210, coreMs: 40 });
});

test('only what readings cover counts', () => {
  const until = { coveredFrom: at('06:10'), coveredTo: at('08:20') };
  const { normal } = modesOf(metered('h1', { cells, ...until }), [], DAY.fromMs, DAY.toMs);
  expect(normal.halfHours).toBe(3);
  const nothing = metered('h1', { coveredFrom: null, coveredTo: null });
  expect(modesOf(nothing, [], DAY.fromMs, DAY.toMs).normal.halfHours).toBe(0);
});
