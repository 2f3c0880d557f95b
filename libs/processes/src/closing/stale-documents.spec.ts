import { flatPrice } from '#domain/compute-contracts';
import type { DomainEvent } from '#events';
import { SimulatedClock } from '#ports/clock/simulated';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { givenAugust, halfHourOfWork, known } from '../../../../test/samples/closable-month.js';
import { at, contract, corrected, mandate } from '../../../../test/samples/heated-block.js';
import { closePeriod } from './close-period.js';
import type { ClosingDeps } from './deps.js';
import { issuedDocument } from './issued-document.js';
import { modelReads } from './model-reads.js';

let ledger: ProjectedLedger;
const clock = new SimulatedClock(at('2026-09-02'));

beforeEach(async () => {
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
});
afterEach(() => ledger.close());

/** Closes a month on the second day of the next, once it has happened. */
async function close(period: string, next: string, ...happened: DomainEvent[]) {
  const deps: ClosingDeps = {
    store: ledger.log,
    reads: modelReads(ledger.models, ledger.log),
    waitUntilProjected: () => ledger.project(),
    clock,
    keys: ledger.keys,
  };
  const issueDate = `${next}-02`;
  clock.setTo(at(issueDate));
  if (period > '2026-08')
    await ledger.given(...['h1', 'h2', 'h3'].flatMap((heater) => known(heater, period, next, 10_000)));
  await ledger.given(...happened);
  return closePeriod(deps, { period, issueDate, actor: 'person:finance', commandId: `close-${period}` });
}

/** Net cents of what was issued for a party, in order, credit notes below zero. */
async function issuedTo(party: string) {
  const { events } = await ledger.log.readAll(0, 10_000);
  const documents = [];
  for (const event of events) documents.push(await issuedDocument(ledger.log, event));
  return documents.flatMap((document) =>
    document !== null && [document.seller.party, document.buyer.party].includes(party)
      ? `${document.planned} ${document.kind.includes('credit') ? -document.netCents : document.netCents}`
      : [],
  );
}

const correctedTo = (mainWh: number) => corrected('h3', at('2026-08-01'), at('2026-09-01'), mainWh);

describe('a document set aside', () => {
  test('more than once and corrected meanwhile, is paid once, and the correction once', async () => {
    await close('2026-08', '2026-09');
    await close('2026-09', '2026-10', correctedTo(80_000));
    const october = await close('2026-10', '2026-11', mandate('office'));
    expect(october).toMatchObject({ setAside: [] });
    expect(await issuedTo('office')).toEqual([
      '2026-10.self-billed.office 167',
      '2026-08.self-billed.office 1668',
      '2026-09.self-billed.office 167',
    ]);
    await close('2026-11', '2026-12');
    expect((await issuedTo('office')).slice(3)).toEqual([
      '2026-11.self-billed.office 167',
      '2026-11.self-credit.office.1 -334',
    ]);
    await close('2026-12', '2027-01');
    expect((await issuedTo('office')).slice(5)).toEqual(['2026-12.self-billed.office 167']);
  });

  test('is told again by every close until it is mended', async () => {
    await close('2026-08', '2026-09');
    expect(await close('2026-09', '2026-10')).toMatchObject({
      setAside: [
        { planned: '2026-09.self-billed.office', reasons: ['MANDATE_MISSING'] },
        { planned: '2026-08.self-billed.office', reasons: ['MANDATE_MISSING'] },
      ],
    });
  });
});

describe('work without a price', () => {
  const priced: DomainEvent = {
    type: 'ComputePriceSet',
    data: { priceList: 'other', from: '2026-01-01', unit: 'core-hour', components: flatPrice('0.10') },
  };

  test('holds back no invoice, and is a line of the next one once it has its price', async () => {
    await ledger.given(halfHourOfWork('h1', 1, '2026-08-11', 'lab-2'));
    await close('2026-08', '2026-09');
    const signedLate = contract('lab', 'lab-2', { priceList: 'other' });
    const work = halfHourOfWork('h1', 2, '2026-09-10');
    expect(await close('2026-09', '2026-10', signedLate, work)).toMatchObject({
      setAside: [
        { planned: '2026-09.self-billed.office', reasons: ['MANDATE_MISSING'] },
        { planned: '2026-08.self-billed.office', reasons: ['MANDATE_MISSING'] },
      ],
    });
    await close('2026-10', '2026-11', priced);
    await close('2026-11', '2026-12');
    expect(await issuedTo('lab')).toEqual([
      '2026-08.invoice.lab 40',
      '2026-09.invoice.lab 40',
      '2026-10.invoice.lab 80',
    ]);
  });
});
