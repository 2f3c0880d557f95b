import { SimulatedClock } from '#ports/clock/simulated';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { givenAugust, known, read, unsigned } from '../../../../test/samples/closable-month.js';
import {
  at,
  commissioned,
  estimated,
  installed,
  POINT_A,
  setAside,
} from '../../../../test/samples/heated-block.js';
import { closePeriod } from './close-period.js';
import { issuedDocument } from './issued-document.js';
import { modelReads } from './model-reads.js';

let ledger: ProjectedLedger;
const clock = new SimulatedClock(at('2026-09-02'));

beforeEach(async () => {
  clock.setTo(at('2026-09-02'));
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
});
afterEach(() => ledger.close());

function close(period: string, issueDate: string) {
  clock.setTo(at(issueDate));
  const deps = {
    store: ledger.log,
    reads: modelReads(ledger.models, ledger.log),
    waitUntilProjected: () => ledger.project(),
    clock,
    keys: ledger.keys,
  };
  return closePeriod(deps, { period, issueDate, actor: 'person:finance', commandId: `close-${period}` });
}

/** Documents of the owner of supply point A: kind, net cents and date. */
async function ofOwner(): Promise<string[]> {
  const told = [];
  for (const event of (await ledger.log.readAll(0, 10_000)).events) {
    const document = await issuedDocument(ledger.log, event);
    if (document?.planned.includes('.habitat') === true)
      told.push(`${document.kind} ${document.netCents} ${document.issueDate}`);
  }
  return told;
}

const blockAtRest = ['h1', 'h2', 'h3'].flatMap((heater) => known(heater, '2026-09', '2026-10', 10_000));

describe('an estimate that was credited, replaced after the close by a register that had not moved', () => {
  const [from, silent, to] = [at('2026-08-01'), at('2026-08-30', 720), at('2026-09-01')];

  test.each([
    ['in readings without a gap', 1_800_000],
    ['over one long gap', Number.POSITIVE_INFINITY],
  ])('%s: the month is sealed anew, the next one takes the whole estimate back', async (_how, stepMs) => {
    await ledger.given(
      commissioned('h4'),
      ...unsigned('h4'),
      installed('h4', POINT_A, 'a1', from),
      read('h4', 0, [from, 0], [silent, 0]),
      estimated('h4', silent, to, 24_000),
    );
    expect(await close('2026-08', '2026-09-02')).toMatchObject({ status: 'closed' });

    const readings: [number, number][] = [];
    for (let ms = silent + stepMs; ms < at('2026-10-01'); ms += stepMs) readings.push([ms, 0]);
    await ledger.given(read('h4', 1, ...readings, [at('2026-10-01'), 0]), ...blockAtRest);
    expect(await close('2026-09', '2026-10-02')).toMatchObject({ status: 'closed' });

    const resealed = await ledger.models
      .selectFrom('sealed_heater')
      .select(['heater', 'period'])
      .where('cut', '=', '2026-09')
      .where('period', '=', '2026-08')
      .execute();
    expect(resealed).toEqual([{ heater: 'h4', period: '2026-08' }]);
    // At 0.2001 EUR: 100 + 24 kWh credited; then 10 kWh of September, and the 24 estimated ones go back.
    expect(await ofOwner()).toEqual([
      'repayment-statement 2481 2026-09-02',
      'repayment-statement 200 2026-10-02',
      'repayment-correction 480 2026-10-02',
    ]);
  });
});

describe('the first close', () => {
  const july = at('2026-07-20');

  test('begins with the month of the first installation, so that energy told late is credited', async () => {
    const [from, to] = [at('2026-08-01'), at('2026-09-01')];
    await ledger.given(
      commissioned('h5'),
      ...unsigned('h5'),
      installed('h5', POINT_A, 'a1', july),
      setAside('h5', july, to),
    );
    expect(await close('2026-08', '2026-09-02')).toMatchObject({
      status: 'refused',
      refusals: [{ code: 'PREVIOUS_NOT_CLOSED', remedy: expect.stringMatching(/^close 2026-07 first.*h5/) }],
    });
    expect(await close('2026-07', '2026-09-02')).toMatchObject({ status: 'closed', documents: 0 });
    expect(await close('2026-08', '2026-09-02')).toMatchObject({ status: 'closed' });

    await ledger.given(
      read('h5', 0, [july, 0], [at('2026-07-30'), 50_000], [from, 60_000], [to, 60_000]),
      read('h5', 1, [at('2026-10-01'), 60_000]),
      ...blockAtRest,
    );
    expect(await close('2026-09', '2026-10-02')).toMatchObject({ status: 'closed' });
    // 60 kWh of July at 0.1940 EUR and 10 kWh of September at 0.2001 EUR.
    expect((await ofOwner()).at(-1)).toBe('repayment-statement 1364 2026-10-02');
  });

  test.each(['1980-01-06', '2020-01-01', '2026-02-01'])(
    'is not kept waiting by a heater whose clock stood at %s, nor by heat before its installation',
    async (day) => {
      const ms = Date.parse(`${day}T00:00:00Z`);
      await ledger.given(
        commissioned('h5'),
        ...unsigned('h5'),
        installed('h5', POINT_A, 'a1', at('2026-08-01')),
        read('h5', 0, [ms, 0], [ms + 600_000, 50]),
        ...known('h5', '2026-08', '2026-09', 0),
      );
      expect(await close('2026-08', '2026-09-02')).toMatchObject({ status: 'closed' });
    },
  );
});
