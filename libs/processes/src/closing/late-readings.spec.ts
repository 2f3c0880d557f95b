import { SimulatedClock } from '#ports/clock/simulated';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { givenAugust, known, read, unsigned } from '../../../../test/samples/closable-month.js';
import { at, commissioned, estimated, installed, POINT_A } from '../../../../test/samples/heated-block.js';
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
