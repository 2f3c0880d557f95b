import {
  PARIS,
  POINT_A,
  POINT_B,
  at,
  client,
  commissioned,
  contract,
  factsOf,
  installed,
  moved,
} from '../../../../test/samples/heated-block.js';
import { checkRequest } from './check-close.js';
import { firstUsage } from './first-usage.js';

const [june, july, august] = [at('2026-06-10'), at('2026-07-20'), at('2026-08-05')];

describe('from when on a month may owe somebody something', () => {
  const block = factsOf(
    commissioned('h1'),
    installed('h1', POINT_A, 'a1', august),
    commissioned('h2'),
    installed('h2', POINT_B, 'a2', july),
    moved('h2', POINT_A, 'a1', august),
  );

  test('from the first heater on that was put at a supply point, whatever its registers show', () => {
    expect(firstUsage(block, null, PARIS)).toEqual({
      atMs: july,
      why: expect.stringContaining(`h2 has stood at`),
    });
    expect(firstUsage(block, august, PARIS)?.atMs).toBe(july);
  });

  test('from the first work for a contract on, where that was done earlier', () => {
    expect(firstUsage(block, june, PARIS)).toEqual({ atMs: june, why: expect.stringContaining('work') });
  });

  test('from the first day of a contract on that owes something without any work', () => {
    const facts = factsOf(
      client('lab'),
      contract('lab', 'plain', { from: '2026-01-01' }),
      contract('lab', 'minimum', { from: '2026-06-01', minimumEurPerMonth: '20' }),
      contract('lab', 'reserved', { from: '2026-07-01', reserved: { units: '10', eurPerUnit: '1' } }),
    );
    expect(firstUsage(facts, july, PARIS)).toEqual({
      atMs: at('2026-06-01'),
      why: expect.stringContaining('contract minimum owes'),
    });
  });

  test('never, while no heater stands anywhere and none has worked', () => {
    expect(firstUsage(factsOf(commissioned('h1')), null, PARIS)).toBeNull();
  });

  test('a first close after it is told which month to close first, and why', () => {
    const [refusal] = checkRequest({
      period: '2026-08',
      issueDate: '2026-09-02',
      facts: block,
      nowMs: at('2026-09-02'),
      lastClosed: null,
      lastClosing: null,
      firstWithUsage: { period: '2026-07', why: firstUsage(block, null, PARIS)!.why },
    });
    expect(refusal).toEqual({
      code: 'PREVIOUS_NOT_CLOSED',
      field: 'period',
      remedy: `close 2026-07 first (months close in order, up to 2026-07): heater h2 has stood at supply point ${POINT_B} since then`,
    });
  });
});
