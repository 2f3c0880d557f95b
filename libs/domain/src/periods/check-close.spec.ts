import { sealHeater } from '#domain/attribution';
import type { FactEvent } from '#domain/facts';
import { emptyFacts } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import {
  POINT_A,
  agreement,
  at,
  client,
  commissioned,
  contract,
  factsOf,
  heldByOwner,
  installed,
  owner,
} from '../../../../test/samples/heated-block.js';
import { cellsOf, metered, workAt } from '../../../../test/samples/metered-block.js';
import { checkRequest, checkUsage, type CloseRequest } from './check-close.js';

const since = (period: string) => ({ period, why: 'heater h1 has stood at supply point 1 since then' });

const request = (changes: Partial<CloseRequest> = {}): string[] =>
  checkRequest({
    period: '2026-08',
    issueDate: '2026-09-02',
    facts: factsOf(),
    nowMs: at('2026-09-02', 600),
    lastClosed: '2026-07',
    lastClosing: null,
    firstWithUsage: null,
    ...changes,
  }).map(({ code }) => code);

describe('a request to close', () => {
  test.each<[string, Partial<CloseRequest>, string[]]>([
    ['in order', {}, []],
    ['the first one ever, where usage begins', { lastClosed: null, firstWithUsage: since('2026-08') }, []],
    [
      'the first one ever, after usage began',
      { lastClosed: null, firstWithUsage: since('2026-03') },
      ['PREVIOUS_NOT_CLOSED'],
    ],
    ['the first one ever, of a ledger without usage', { lastClosed: null, firstWithUsage: null }, []],
    ['one month skipped', { lastClosed: '2026-06' }, ['PREVIOUS_NOT_CLOSED']],
    [
      'while the month before is being closed',
      { lastClosed: '2026-06', lastClosing: '2026-07' },
      ['PREVIOUS_NOT_CLOSED'],
    ],
    ['before a closed one', { lastClosed: '2026-09' }, ['PERIOD_BEFORE_LAST_CLOSED']],
    [
      'a minute before its end',
      { nowMs: at('2026-09-01') - 1, issueDate: '2026-09-01' },
      ['PERIOD_NOT_OVER'],
    ],
    ['dated in the month itself', { issueDate: '2026-08-31' }, ['ISSUE_DATE_TOO_EARLY']],
    ['dated a year ahead by a slip', { issueDate: '2027-09-02' }, ['ISSUE_DATE_TOO_LATE']],
    ['by nobody', { facts: emptyFacts }, ['COMPANY_MISSING', 'CHART_MISSING']],
  ])('%s', (_what, changes, codes) => {
    expect(request(changes)).toEqual(codes);
  });
});

describe('usage to close', () => {
  const base = [
    owner('habitat'),
    heldByOwner(POINT_A, 'habitat'),
    commissioned('h1'),
    installed('h1', POINT_A, 'a1'),
  ];
  const usage = (events: FactEvent[], changes: Partial<MeteredHeater>) => {
    const facts = factsOf(...base, ...events);
    const one = metered('h1', changes);
    return checkUsage(facts, '2026-08', [{ metered: one, sealed: sealHeater(one, facts, '2026-08') }]);
  };
  const cells = cellsOf('h1', [{ fromMs: at('2026-08-03'), toMs: at('2026-08-04'), mainWhPerHalfHour: 1 }]);

  test('names the price that is missing, once, and how to set it', () => {
    expect(usage([agreement(POINT_A, { priceList: 'market' })], { cells })).toEqual([
      {
        code: 'PRICE_MISSING',
        field: 'electricity/market/2026-08-01',
        remedy: expect.stringContaining('SetElectricityPrice'),
      },
    ]);
  });

  test('names a computing price that is missing', () => {
    const work = [workAt('h1', at('2026-08-03'), 'lab-1', 1)];
    const refusals = usage([client('lab'), contract('lab', 'lab-1', { priceList: 'gpu' })], { work });
    expect(refusals).toMatchObject([{ code: 'PRICE_MISSING', field: 'computing/gpu/2026-08-03' }]);
  });

  test('names the span that is held, its code in the remedy', () => {
    const span = {
      from: at('2026-08-03'),
      to: at('2026-08-04'),
      mainWh: 1,
      auxWh: 0,
      status: 'held' as const,
    };
    const held = [{ heater: 'h1', code: 'KNOT_CONTRADICTED' as const, ...span }];
    expect(usage([], { held })).toMatchObject([
      { code: 'SPAN_HELD', remedy: expect.stringMatching(/^KNOT_CONTRADICTED: .*ReleaseHeldSpan/) },
    ]);
  });

  test('what nobody pays for keeps no month open', () => {
    expect(usage([], { cells })).toEqual([]);
  });
});
