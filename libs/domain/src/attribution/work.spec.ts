import type { FactEvent } from '#domain/facts';
import {
  POINT_A,
  at,
  client,
  commissioned,
  computing,
  contract,
  factsOf,
  grant,
  installed,
} from '../../../../test/samples/heated-block.js';
import { metered, workAt } from '../../../../test/samples/metered-block.js';
import { component, priced } from '../../../../test/samples/priced-work.js';
import { sealHeater } from './seal-heater.js';

const base = [commissioned('h1'), installed('h1', POINT_A, 'a1'), client('lab'), contract('lab', 'lab-1')];
const sealed = (month: string, work: ReturnType<typeof workAt>[], ...more: Parameters<typeof factsOf>) =>
  sealHeater(metered('h1', { work }), factsOf(...base, ...more), month).work;
const noon = at('2026-07-10', 720);

describe('work that counts in a month', () => {
  test.each([
    ['its own month', '', '2026-07'],
    ['settled after the cut of that month, the next one', '2026-07', '2026-08'],
    ['settled two cuts later, the month after', '2026-08', '2026-09'],
    ['settled before its month is cut, its own month', '2026-06', '2026-07'],
  ])('%s', (_what, afterCut, counted) => {
    const work = [workAt('h1', noon, 'lab-1', 1000, 'completed', afterCut)];
    const months = ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10'];
    expect(months.filter((month) => sealed(month, work).length > 0)).toEqual([counted]);
  });

  test('a slice that ends at midnight belongs to the day before', () => {
    const lastHalfHour = at('2026-08-01') - 1_800_000;
    expect(sealed('2026-07', [workAt('h1', lastHalfHour, 'lab-1', 5)])).toMatchObject([
      { from: '2026-07-31', to: '2026-07-31', coreMs: 5 },
    ]);
  });

  test('a new price parts the work, by the local day on which slices end', () => {
    const work = [workAt('h1', noon, 'lab-1', 100), workAt('h1', at('2026-07-16'), 'lab-1', 10)];
    expect(sealed('2026-07', work, computing('2026-07-16', '0.06'))).toMatchObject([
      { from: '2026-07-10', priceList: 'core', priceFrom: '2026-01-01', coreMs: 100 },
      { from: '2026-07-16', priceList: 'core', priceFrom: '2026-07-16', coreMs: 10 },
    ]);
  });

  test('without a price it is billed by none until there is one', () => {
    const work = [workAt('h1', noon, 'dear-1', 5)];
    expect(sealed('2026-07', work, contract('lab', 'dear-1', { priceList: 'other' }))).toMatchObject([
      { status: 'billed', reason: 'NO_PRICE', priceList: null, priceFrom: null, coreMs: 5 },
    ]);
  });

  test('without a price each day is told by itself, so that each is priced or set aside by name', () => {
    const work = [workAt('h1', noon, 'dear-1', 5), workAt('h1', at('2026-07-20', 720), 'dear-1', 7)];
    expect(sealed('2026-07', work, contract('lab', 'dear-1', { priceList: 'other' }))).toMatchObject([
      { reason: 'NO_PRICE', from: '2026-07-10', to: '2026-07-10', coreMs: 5 },
      { reason: 'NO_PRICE', from: '2026-07-20', to: '2026-07-20', coreMs: 7 },
    ]);
  });
});

describe('what becomes of work', () => {
  test.each([
    ['completed', 'lab-1', 'completed', 'billed', null],
    ['failed where completed attempts are paid', 'lab-1', 'failed', 'unbillable', 'NOT_COMPLETED'],
    ['preempted where all attempts are paid', 'all-1', 'preempted', 'billed', null],
    ['granted research', 'grant-1', 'completed', 'free', 'GRANT'],
    ['burn', 'burn', 'none', 'internal', null],
    ['internal', 'internal', 'none', 'internal', null],
    ['an unknown contract', 'nobody', 'completed', 'unbillable', 'NO_CONTRACT'],
    ['a contract that has not begun', 'later-1', 'completed', 'unbillable', 'CONTRACT_NOT_IN_FORCE'],
  ] as const)('%s', (_what, id, outcome, status, reason) => {
    const more = [
      contract('lab', 'all-1', { pays: 'all' }),
      contract('lab', 'later-1', { from: '2026-09-01' }),
      grant('lab', 'grant-1'),
    ];
    expect(sealed('2026-07', [workAt('h1', noon, id, 7, outcome)], ...more)).toMatchObject([
      { contract: id, status, reason, coreMs: 7, ghzMs: 21 },
    ]);
  });

  test.each([
    ['completed', ['completed']],
    ['completed-failed', ['completed', 'failed']],
    ['completed-preempted', ['completed', 'preempted']],
    ['all', ['completed', 'failed', 'preempted']],
  ] as const)('a contract that pays %s pays %j', (pays, paid) => {
    const outcomes = ['completed', 'failed', 'preempted'] as const;
    const work = outcomes.map((outcome) => workAt('h1', noon, 'terms-1', 7, outcome));
    const rows = sealed('2026-07', work, contract('lab', 'terms-1', { pays }));
    const billed = rows.filter(({ status }) => status === 'billed').map(({ outcome }) => outcome);
    expect(billed.sort()).toEqual([...paid]);
  });

  test('work that no component of its list prices has no price', () => {
    const gpuOnly = priced('gpus', '2026-01-01', [component('per-unit', [[null, 1]], { plan: 'gpu' })]);
    const work = [workAt('h1', noon, 'gpu-1', 5)];
    expect(sealed('2026-07', work, gpuOnly, contract('lab', 'gpu-1', { priceList: 'gpus' }))).toMatchObject([
      { status: 'billed', reason: 'NO_PRICE', priceList: null, priceFrom: null },
    ]);
  });

  test('nothing is billable while the case is open', () => {
    const opened: FactEvent = { type: 'HeaterOpened', data: { heater: 'h1', at: noon } };
    const reset: FactEvent = {
      type: 'HeaterReset',
      data: { heater: 'h1', at: noon + 3_600_000, reason: 'fan' },
    };
    const work = [workAt('h1', noon, 'lab-1', 1), workAt('h1', noon + 3_600_000, 'lab-1', 2)];
    expect(sealed('2026-07', work, opened, reset)).toMatchObject([
      { status: 'billed', coreMs: 2 },
      { status: 'unbillable', reason: 'HEATER_OPENED', coreMs: 1 },
    ]);
  });

  test('slices whose attempt has not ended are carried out of the month, by attempt and day', () => {
    const pending = [
      {
        job: 'j',
        attempt: 2,
        contract: 'lab-1',
        plan: 'cpu',
        model: 'ryzen',
        slots: [
          { slotEndMs: at('2026-07-31', 1410), coreMs: 5, ghzMs: 6 },
          { slotEndMs: at('2026-08-01'), coreMs: 7, ghzMs: 8 },
          { slotEndMs: at('2026-08-01', 30), coreMs: 9, ghzMs: 9 },
        ],
      },
    ];
    const { pendingWork } = sealHeater(metered('h1', { pending }), factsOf(...base), '2026-07');
    expect(pendingWork).toMatchObject([
      { job: 'j', attempt: 2, day: '2026-07-31', reason: 'NO_ATTEMPT_END', coreMs: 12, ghzMs: 14 },
    ]);
  });
});
