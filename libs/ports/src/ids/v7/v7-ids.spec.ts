import { SimulatedClock } from '../../clock/simulated/index.js';
import { seededRandom, v7Ids } from './index.js';

describe('ids', () => {
  test('follow the clock', () => {
    const clock = new SimulatedClock(1000);
    const ids = v7Ids(clock);
    const first = ids.next();
    clock.advanceBy(5000);
    const later = ids.next();
    clock.setTo(0);
    const back = ids.next();
    expect([later, back, first].sort()).toEqual([first, later, back]);
  });

  test('repeat with a seeded source and a simulated clock', () => {
    const run = (): string[] => {
      const ids = v7Ids(new SimulatedClock(1000), seededRandom(7));
      return Array.from({ length: 100 }, () => ids.next());
    };
    expect(run()).toEqual(run());
  });

  test('seeded bytes spread evenly and differ by seed', () => {
    const counts = new Array<number>(256).fill(0);
    for (const byte of seededRandom(1)(256_000)) counts[byte]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(800);
    expect(Math.max(...counts)).toBeLessThan(1200);
    expect(seededRandom(1)(8)).not.toEqual(seededRandom(2)(8));
  });
});
