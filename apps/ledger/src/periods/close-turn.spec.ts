import { openLeases } from '#ports/leases/open';
import type { Lease, Leases } from '#ports/leases';
import { StoreRefused } from '#processes/closing';
import { CloseTurn } from './close-turn.js';

const running = (): AbortSignal => new AbortController().signal;
const untilGiven = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new StoreRefused('CLOSED', 'cut off')));
  });

describe('closing in turn', () => {
  let leases: Leases;
  beforeEach(async () => (leases = await openLeases({ kind: 'alone' })));
  afterEach(() => leases.close());

  test('another ledger waits, and is told who closes meanwhile', async () => {
    const [one, other] = [new CloseTurn(leases, running()), new CloseTurn(leases, running())];
    const order: string[] = [];
    let end = (): void => undefined;
    const first = one.take(async () => {
      order.push('one begins');
      await new Promise<void>((resolve) => (end = resolve));
      order.push('one ends');
    });
    const second = other.take(() => Promise.resolve(order.push('other')));
    expect(await one.elsewhere()).toBeNull();
    expect(await other.elsewhere()).toMatch(/\/\d+$/);
    end();
    await Promise.all([first, second]);
    expect(order).toEqual(['one begins', 'one ends', 'other']);
    expect(await other.elsewhere()).toBeNull();
  });

  test('a turn that is lost is waited for again, and the work goes on', async () => {
    const losing = new AbortController();
    const lease: Lease = { name: 'closing', token: 1, lost: losing.signal, release: () => Promise.resolve() };
    let given = 0;
    const forgetful = {
      ...leases,
      wait: () => Promise.resolve(given++ === 0 ? lease : { ...lease, lost: running() }),
    };
    let began = 0;
    const turn = new CloseTurn(forgetful, running());
    const done = turn.take((signal) => {
      if (began++ > 0) return Promise.resolve('closed');
      const cut = untilGiven(signal);
      losing.abort();
      return cut;
    });
    expect(await done).toBe('closed');
  });

  test('work that is done stays done where the turn cannot be given back', async () => {
    const release = (): Promise<never> => Promise.reject(new Error('the database is away'));
    const lease: Lease = { name: 'closing', token: 1, lost: running(), release };
    const turn = new CloseTurn({ ...leases, wait: () => Promise.resolve(lease) }, running());
    expect(await turn.take(() => Promise.resolve('closed'))).toBe('closed');
  });

  test('a ledger that stops ends its close, frees the turn and takes no other', async () => {
    const stopping = new AbortController();
    const turn = new CloseTurn(leases, stopping.signal);
    const cut = turn.take(untilGiven);
    await Promise.resolve();
    stopping.abort();
    await expect(cut).rejects.toMatchObject({ code: 'CLOSED' });
    expect(await leases.held()).toEqual([]);
    await expect(turn.take(() => Promise.resolve())).rejects.toMatchObject({ code: 'CLOSED' });
  });
});
