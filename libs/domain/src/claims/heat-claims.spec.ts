import {
  POINT_A,
  at,
  commissioned,
  factsOf,
  grant,
  installed,
  site,
} from '../../../../test/samples/heated-block.js';
import { workAt } from '../../../../test/samples/metered-block.js';
import {
  CLAIM_IDS,
  energyUse,
  lowPowerClaim,
  openedClaim,
  openedHeater,
  relocationClaim,
  relocationsIn,
  setpointClaim,
  transitClaim,
  wasteClaims,
  type BenchmarkInForce,
  type Claim,
  type EnergyUse,
} from './index.js';

const judged = ({ verdict, figure }: Claim) => [verdict, figure];
const benchmark = (metric: BenchmarkInForce['metric'], value: string): BenchmarkInForce => ({
  benchmark: `b-${metric}`,
  metric,
  value,
  boundary: 'average',
  from: '2026-01-01',
  source: 'survey',
  index: 7,
});

const USEFUL = {
  rule: { bandDeciC: 10, seasonFromMonth: 10, seasonToMonth: 5, setpointToleranceDeciC: 5 },
  event: 3,
};

describe('waste', () => {
  const pue = (metric: string) => (metric === 'pue' ? benchmark('pue', '1.58') : null);
  const use = (changes: Partial<EnergyUse>): EnergyUse => ({
    mainWh: 1_000_000,
    auxWh: 4_000,
    sensedWh: 1_004_000,
    usefulWh: 0,
    ...changes,
  });
  const verdicts = (changes: Partial<EnergyUse>) =>
    wasteClaims(use(changes), USEFUL, pue).map((claim) => claim.verdict);

  test('by ERE five times less holds from an ERF of 0.6853 at a PUE of 1.004', () => {
    const useful = (erf: number) => Math.round(1_004_000 * erf);
    expect(verdicts({ usefulWh: useful(0.6853) })).toEqual(['holds', 'holds', 'holds']);
    expect(verdicts({ usefulWh: useful(0.6852) })).toEqual(['holds', 'fails', 'holds']);
  });

  test('figures name metric, energy and comparator', () => {
    const [ere, five, byPue] = wasteClaims(use({ usefulWh: 803_200 }), USEFUL, pue);
    // ERF 0.8, PUE 1.004: ERE 0.2008, of 1.58.
    expect(ere).toMatchObject({ figure: '0.1271', inputs: { pue: '1.0040', erf: '0.8000', ere: '0.2008' } });
    expect(five).toMatchObject({ figure: '0.1271', verdict: 'holds' });
    expect(byPue).toMatchObject({ figure: '1.0040', references: { benchmarks: ['b-pue'], events: [7] } });
    expect(ere!.references.events).toEqual([7, 3]);
    expect(ere!.comparator).toContain('1.58 pue from 2026-01-01');
  });

  test('heat that no sensor judged may save the claim, and does not prove it', () => {
    expect(verdicts({ sensedWh: 502_000, usefulWh: 400_000 })).toEqual(['holds', 'not provable', 'holds']);
    expect(verdicts({ sensedWh: 0 })).toEqual(['not provable', 'not provable', 'holds']);
  });

  test('an auxiliary element counts as energy beside computing', () => {
    expect(verdicts({ auxWh: 600_000, sensedWh: 1_600_000 })).toEqual(['fails', 'fails', 'fails']);
  });

  test('without a benchmark nothing is compared', () => {
    expect(wasteClaims(use({}), USEFUL, () => null).map(judged)).toEqual(
      Array(3).fill(['not provable', null]),
    );
  });

  test('energy and comfort are summed as sealed', () => {
    const comfort = {
      site: 's',
      dwelling: null,
      occupant: null,
      from: '',
      to: '',
      sensedS: 1,
      atSetpointS: 1,
    };
    const heater = {
      heater: 'h',
      end: null,
      before: null,
      after: null,
      energy: [],
      work: [],
      pendingWork: [],
    };
    expect(energyUse([{ ...heater, comfort: [{ ...comfort, usefulWh: 5, sensedWh: 9 }] }, heater])).toEqual({
      mainWh: 0,
      auxWh: 0,
      sensedWh: 9,
      usefulWh: 5,
    });
  });
});

test('hours below the setpoint refute that heat never fails; without a sensor nobody knows', () => {
  const time = { sensedS: 7200, atSetpointS: 7200, heatersSensed: 1, heaters: 2 };
  expect(judged(setpointClaim(time, USEFUL))).toEqual(['holds', '0.00']);
  expect(judged(setpointClaim({ ...time, atSetpointS: 5400 }, USEFUL))).toEqual(['fails', '0.50']);
  expect(judged(setpointClaim({ ...time, sensedS: 0, atSetpointS: 0 }, USEFUL))).toEqual([
    'not provable',
    null,
  ]);
});

describe('low power', () => {
  const use = (halfHours: number, energyWh: number, coreMs: number) => ({ halfHours, energyWh, coreMs });
  test.each<[string, ReturnType<typeof use>, ReturnType<typeof use>, unknown[]]>([
    [
      'half the computing with a third of the heat',
      use(10, 2500, 1000),
      use(20, 1650, 1000),
      ['holds', '0.5000'],
    ],
    ['less than half the computing', use(10, 2500, 1000), use(10, 500, 499), ['fails', '0.4990']],
    ['as much of the heat as of the computing', use(10, 2500, 1000), use(10, 1250, 500), ['fails', '0.5000']],
    ['never in low power', use(10, 2500, 1000), use(0, 0, 0), ['not provable', null]],
    ['never in normal mode', use(0, 0, 0), use(10, 500, 500), ['not provable', null]],
  ])('%s', (_what, normal, lowPower, expected) => {
    expect(judged(lowPowerClaim([{ normal, lowPower, mixedHalfHours: 1 }]))).toEqual(expected);
  });

  test('of no heater is no proof', () => {
    expect(judged(lowPowerClaim([]))).toEqual(['not provable', null]);
  });
});

describe('relocations', () => {
  const school = site('school');
  const moved = (siteId: string | null, ms: number) =>
    ({
      type: 'HeaterMoved',
      data: {
        heater: 'h1',
        at: ms,
        site: siteId ?? '',
        supplyPoint: POINT_A,
        dwelling: null,
        mainWh: 0,
        auxWh: 0,
      },
    }) as const;

  test('are moves from one site to another in the month', () => {
    const facts = factsOf(
      school,
      commissioned('h1'),
      installed('h1', POINT_A, 'a1'),
      moved('school', at('2026-08-03')),
    );
    expect(relocationsIn(facts, '2026-08')).toMatchObject([
      { heater: 'h1', on: '2026-08-03', fromSite: 'block', toSite: 'school' },
    ]);
    expect(relocationsIn(facts, '2026-09')).toEqual([]);
    expect(judged(relocationClaim(relocationsIn(facts, '2026-08'), [4]))).toEqual(['holds', '1']);
  });

  test('inside a site are none; a month without any proves nothing', () => {
    const facts = factsOf(
      commissioned('h1'),
      installed('h1', POINT_A, 'a1'),
      moved('block', at('2026-08-03')),
    );
    expect(relocationsIn(facts, '2026-08')).toEqual([]);
    expect(judged(relocationClaim([], []))).toEqual(['not provable', null]);
  });
});

describe('an opened heater', () => {
  const opening = { type: 'HeaterOpened', data: { heater: 'h1', at: at('2026-08-10', 600) } } as const;
  const facts = factsOf(commissioned('h1'), installed('h1', POINT_A, 'a1'), grant('lab', 'lab-1'), opening);
  const sealed = (coreMs: number) => ({
    contract: 'lab-1',
    plan: 'cpu',
    model: 'ryzen',
    outcome: 'completed' as const,
    from: '2026-08-10',
    to: '2026-08-10',
    status: 'unbillable' as const,
    reason: 'HEATER_OPENED',
    priceList: null,
    priceFrom: null,
    coreMs,
    ghzMs: 0,
  });
  const after = at('2026-08-10', 660);
  const judge = (work: ReturnType<typeof workAt>[], sealedCoreMs: number) =>
    openedHeater(facts, '2026-08', { heater: 'h1', openings: 1, work, sealed: [sealed(sealedCoreMs)] });

  test('that did nothing after it is what is claimed', () => {
    const before = workAt('h1', at('2026-08-10', 540), 'lab-1', 500);
    const one = judge([before], 0);
    expect(one).toMatchObject({ doneCoreMs: 0, billableCoreMs: 0 });
    expect(judged(openedClaim([one], [3]))).toEqual(['holds', '0.000']);
  });

  test('whose work after it was sealed as unbillable did not stop all the same', () => {
    const one = judge([workAt('h1', after, 'lab-1', 500)], 500);
    expect(one).toMatchObject({ doneCoreMs: 500, billableCoreMs: 0 });
    expect(openedClaim([one], []).verdict).toBe('fails');
  });

  test('whose work after it is not sealed as unbillable shows how much is billable', () => {
    expect(judge([workAt('h1', after, 'lab-1', 3_600_000)], 0).billableCoreMs).toBe(3_600_000);
  });

  test('burn after it is work done, and billable to nobody', () => {
    expect(judge([workAt('h1', after, 'burn', 500, 'none')], 0)).toMatchObject({
      doneCoreMs: 500,
      billableCoreMs: 0,
    });
  });

  test('there was none: nothing to show', () => {
    expect(judged(openedClaim([], []))).toEqual(['not provable', null]);
  });
});

describe('transit', () => {
  const month = { unattested: [], attestationEvents: [9], unread: [] };
  const jobs = (seen: number, attested: number, partly = 0) => ({
    contract: 'lab-1',
    seen,
    attested,
    partly,
  });
  test.each<[string, Claim, unknown[]]>([
    ['all jobs attested', transitClaim({ ...month, contracts: [jobs(4, 4)] }), ['holds', '1.0000']],
    ['one not attested', transitClaim({ ...month, contracts: [jobs(4, 3)] }), ['not provable', null]],
    ['one attested of a disk', transitClaim({ ...month, contracts: [jobs(4, 3, 1)] }), ['fails', '0.7500']],
    [
      'a contract without attestations',
      transitClaim({ ...month, contracts: [jobs(4, 4)], unattested: ['other'] }),
      ['not provable', null],
    ],
    ['no job seen', transitClaim({ ...month, contracts: [] }), ['not provable', null]],
  ])('%s', (_what, claim, expected) => {
    expect(judged(claim)).toEqual(expected);
    if (claim.verdict === 'not provable') expect(claim.missing).not.toEqual([]);
  });
});

test('every claim has a method, a boundary and a version', () => {
  expect(CLAIM_IDS).toHaveLength(16);
});
