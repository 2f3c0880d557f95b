import { setTimeout as pause } from 'node:timers/promises';
import type { Lease, Leases } from '#ports/leases';

/** How a suite opens an adapter: both ends contend for the same leases. */
export interface LeasesUnderTest {
  readonly one: Leases;
  readonly other: Leases;
}

const never = new AbortController().signal;

/** What every adapter of the lease port does. */
export function leasesContract(name: string, prepare: () => Promise<LeasesUnderTest>): void {
  describe(`leases: ${name}`, () => {
    let one: Leases;
    let other: Leases;
    beforeEach(async () => {
      ({ one, other } = await prepare());
    });
    afterEach(async () => {
      await one.close();
      await other.close();
    });
    const taken = async (leases: Leases, what: string): Promise<Lease> => {
      const lease = await leases.take(what);
      if (lease === null) throw new Error(`${what} is not free`);
      return lease;
    };

    test('is held by one, and by the next one once it is released', async () => {
      const lease = await taken(one, 'close/2026-09');
      expect(lease.name).toBe('close/2026-09');
      expect(await other.take('close/2026-09')).toBeNull();
      expect(await one.take('close/2026-09')).toBeNull();
      await lease.release();
      expect(await other.take('close/2026-09')).not.toBeNull();
    });

    test('the token grows with every holder', async () => {
      const tokens: number[] = [];
      for (const leases of [one, other, one]) {
        const lease = await taken(leases, 'partition/1/0');
        tokens.push(lease.token);
        await lease.release();
      }
      expect(tokens[1]).toBeGreaterThan(tokens[0]!);
      expect(tokens[2]).toBeGreaterThan(tokens[1]!);
    });

    test('of many that take at once one gets it', async () => {
      const all = await Promise.all([one, other, one, other, one, other].map((leases) => leases.take('x')));
      expect(all.filter((lease) => lease !== null)).toHaveLength(1);
    });

    test('other names are other leases, and all are told with who holds them', async () => {
      await taken(one, 'partition/1/1');
      await taken(other, 'partition/1/0');
      const holder = expect.stringMatching(new RegExp(`/${process.pid}$`)) as string;
      expect(await one.held()).toEqual([
        { name: 'partition/1/0', holder },
        { name: 'partition/1/1', holder },
      ]);
    });

    test('whoever waits gets it when it is released', async () => {
      const lease = await taken(one, 'x');
      const waiting = other.wait('x', never);
      await pause(20);
      await lease.release();
      expect((await waiting)?.token).toBeGreaterThan(lease.token);
      expect(lease.lost.aborted).toBe(false);
    });

    test('whoever waits may stop waiting', async () => {
      const lease = await taken(one, 'x');
      const stopping = new AbortController();
      const waiting = other.wait('x', stopping.signal);
      stopping.abort();
      expect(await waiting).toBeNull();
      await lease.release();
      expect(await other.wait('x', stopping.signal)).toBeNull();
      expect(await one.take('x')).not.toBeNull();
    });

    test('a second release does nothing to the next holder', async () => {
      const lease = await taken(one, 'x');
      await lease.release();
      await taken(other, 'x');
      await lease.release();
      expect(await one.take('x')).toBeNull();
    });

    test('closing frees what is held, and says so to the holder', async () => {
      const lease = await taken(one, 'x');
      await one.close();
      expect(lease.lost.aborted).toBe(true);
      expect(await other.take('x')).not.toBeNull();
    });
  });
}
