import { AUGUST, LedgerOfATest } from '../../../../test/scenarios/ledger-of-a-test.js';
import { OWNER, SITE, givenCompany, supplyPoint } from '../../../../test/scenarios/world-of-a-test.js';

let ledger: LedgerOfATest;
const PRM = supplyPoint(1);

beforeAll(async () => {
  ledger = await LedgerOfATest.open();
  await givenCompany(ledger);
  await ledger.given(
    [
      'register-supply-point',
      { supplyPoint: PRM, site: SITE, dwelling: null, option: 'base', subscribedKva: 6 },
    ],
    [
      'set-supply-point-holder',
      { supplyPoint: PRM, from: '2026-01-01', holder: { kind: 'owner', owner: OWNER } },
    ],
    [
      'commission-heater',
      {
        heater: 'h-1',
        model: 'Q.rad',
        processorModel: 'i7',
        processors: 4,
        cores: 16,
        ratedMainW: 650,
        ratedAuxW: 500,
        registerDigits: 9,
        meterClass: 'B',
        meterCertificate: 'MID-1',
      },
    ],
    [
      'install-heater',
      { heater: 'h-1', at: AUGUST.fromMs, site: SITE, supplyPoint: PRM, dwelling: null, mainWh: 0, auxWh: 0 },
    ],
  );
});
afterAll(() => ledger.close());

const close = (body: object) => ledger.post('/v1/commands/close-period', body);

describe('closing over HTTP', () => {
  test.each([
    ['a month that is none', { period: '2026-13' }, 400],
    ['a date that is none', { period: '2026-08', issueDate: '2026-02-30' }, 422],
    ['a month that is not over', { period: '2026-08', issueDate: '2026-09-01' }, 409],
  ])('%s is refused as a problem', async (_what, body, status) => {
    const answer = await close(body);
    expect(answer).toMatchObject({ status, body: { status, detail: expect.any(String) } });
  });

  test('what is missing is told before, by a preview that writes nothing', async () => {
    const missing = async () =>
      (await ledger.get<{ missing: { code: string; field: string }[] }>('/v1/periods/2026-08/preview'))
        .missing;
    expect(await missing()).toMatchObject([{ code: 'PERIOD_NOT_OVER' }]);
    ledger.clock.setTo(AUGUST.toMs + 1);
    expect(await missing()).toMatchObject([
      { code: 'READING_MISSING', field: expect.stringContaining('h-1') },
    ]);
    expect(await ledger.get('/v1/periods/2026-08/progress')).toMatchObject({ step: expect.any(String) });
  });

  test('a close lists what is missing; with the span set aside it is done, and done again the same', async () => {
    expect(await ledger.closeMonth(AUGUST)).toMatchObject({ status: 409, body: { code: 'READING_MISSING' } });
    const span = { heater: 'h-1', from: AUGUST.fromMs, to: AUGUST.toMs };
    await ledger.given(['set-span-aside', { ...span, reason: 'not yet connected', acceptedBy: 'finance' }]);
    const done = await ledger.closeMonth(AUGUST);
    expect(done).toMatchObject({
      status: 200,
      body: {
        command: 'close-period',
        status: 'done',
        events: [{ type: 'PeriodClosing', revision: 0 }, { type: 'PeriodClosed' }],
        closed: { period: '2026-08', documents: 0, repeated: false },
      },
    });
    expect(await ledger.closeMonth(AUGUST)).toMatchObject({
      status: 200,
      body: { closed: { repeated: true } },
    });
    expect(await ledger.get('/v1/periods/2026-08/progress')).toMatchObject({
      period: '2026-08',
      step: 'done',
      done: 1,
      total: 1,
    });
  });

  test('it may stand among other commands: the first refusal ends them', async () => {
    const batch = (...periods: readonly string[]) =>
      ledger.post('/v1/commands', {
        commands: periods.map((period) => ({ command: 'close-period', data: { period } })),
      });
    expect(await batch('2026-08', '2026-10', '2026-11')).toMatchObject({
      body: {
        done: 1,
        commands: [
          { status: 'done', events: [{ type: 'PeriodClosing' }, { type: 'PeriodClosed' }] },
          { status: 'refused', problem: { status: 409 } },
          { status: 'not-attempted' },
        ],
      },
    });
    expect(await batch('August')).toMatchObject({ body: { commands: [{ status: 'refused' }] } });
  });

  test('asked to, it answers at once and tells under its progress what it came to', async () => {
    const follow = async (body: object) => {
      const accepted = await ledger.post('/v1/commands/close-period', body, { prefer: 'respond-async' });
      expect(accepted).toMatchObject({ status: 202, body: { status: 'accepted' } });
      for (;;) {
        const run = await ledger.get<{ step: string }>((accepted.body as { progress: string }).progress);
        if (['done', 'refused', 'failed'].includes(run.step)) return run;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    expect(await follow({ period: '2026-08' })).toMatchObject({
      step: 'done',
      answer: { status: 'done', closed: { repeated: true } },
    });
    expect(await follow({ period: '2026-10' })).toMatchObject({
      step: 'refused',
      answer: null,
      errors: expect.arrayContaining([expect.objectContaining({ code: 'PERIOD_NOT_OVER' })]),
    });
    expect(await follow({ period: '2026-09', issueDate: '2026-02-30' })).toMatchObject({
      step: 'refused',
      errors: [{ code: 'ISSUE_DATE_INVALID' }],
    });
  });
});
