import { setTimeout as pause } from 'node:timers/promises';
import type { Locks } from '#ports/locks';

/** How a suite opens an adapter: both ends contend for the same locks. */
export interface LocksUnderTest {
  readonly one: Locks;
  readonly other: Locks;
}

/** What every adapter of the lock port does; `prepare` is told how long names are waited for (ms). */
export function locksContract(name: string, prepare: (waitMsMax: number) => Promise<LocksUnderTest>): void {
  describe(`locks: ${name}`, () => {
    let one: Locks;
    let other: Locks;
    beforeEach(async () => {
      ({ one, other } = await prepare(20_000));
    });
    afterEach(async () => {
      await one.close();
      await other.close();
    });

    /** Works under a lock until told to end. */
    async function working(locks: Locks, names: readonly string[]): Promise<() => Promise<unknown>> {
      let end: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => (end = resolve));
      let done: Promise<void> = Promise.resolve();
      await new Promise<void>((begun, refused) => {
        done = locks.exclusively(names, () => {
          begun();
          return ended;
        });
        done.catch(refused);
      });
      return () => {
        end();
        return done;
      };
    }

    test('works alone under a name, and gives back what the work gives', async () => {
      let inside = 0;
      let most = 0;
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, number) =>
          (number % 2 ? one : other).exclusively(['contract/c1'], async (lost) => {
            most = Math.max(most, ++inside);
            await pause(1);
            expect(lost.aborted).toBe(false);
            inside--;
            return number;
          }),
        ),
      );
      expect(most).toBe(1);
      expect(results).toEqual(results.map((_, number) => number));
    });

    test('other names do not wait', async () => {
      const end = await working(one, ['dwelling/s1/d1']);
      expect(await other.exclusively(['dwelling/s1/d2'], () => Promise.resolve('done'))).toBe('done');
      expect(await one.exclusively(['dwelling/s1/d3'], () => Promise.resolve('done'))).toBe('done');
      await end();
    });

    test('of several names none is worked under before all are free', async () => {
      const end = await working(one, ['b']);
      let begun = false;
      const both = other.exclusively(['c', 'b', 'a', 'b'], () => Promise.resolve((begun = true)));
      await pause(20);
      expect(begun).toBe(false);
      await end();
      await both;
      expect(begun).toBe(true);
    });

    test('names in any order never make two wait for each other', async () => {
      const orders = [
        ['a', 'b', 'c'],
        ['c', 'b', 'a'],
        ['b', 'a'],
        ['c', 'a'],
      ];
      const all = Array.from({ length: 24 }, (_, number) =>
        (number % 2 ? one : other).exclusively(orders[number % orders.length]!, () => pause(1)),
      );
      expect(await Promise.all(all)).toHaveLength(24);
    });

    test('work that fails frees its names, and its error is told', async () => {
      const failing = one.exclusively(['x'], () => Promise.reject(new Error('no such contract')));
      await expect(failing).rejects.toThrow('no such contract');
      expect(await other.exclusively(['x'], () => Promise.resolve(1))).toBe(1);
    });

    test('names that do not become free in time are a time-out, and the work never begins', async () => {
      await Promise.all([one.close(), other.close()]);
      ({ one, other } = await prepare(150));
      const end = await working(one, ['x']);
      let begun = false;
      const work = (): Promise<unknown> => Promise.resolve((begun = true));
      for (const locks of [one, other])
        await expect(locks.exclusively(['w', 'x'], work)).rejects.toMatchObject({ code: 'LOCK_TIMEOUT' });
      await end();
      expect(begun).toBe(false);
      await one.exclusively(['w', 'x'], work);
      expect(begun).toBe(true);
    });

    test('work may take the same names again, and further ones', async () => {
      const within = one.exclusively(['contract/c1'], () =>
        one.exclusively(['contract/c1', 'series'], async () => {
          const others = [one, other].map((locks) =>
            locks.exclusively(['series'], () => Promise.resolve('late')),
          );
          await pause(10);
          return [others, 'inner'] as const;
        }),
      );
      const [others, inner] = await within;
      expect(inner).toBe('inner');
      expect(await Promise.all(others)).toEqual(['late', 'late']);
    });
  });
}
