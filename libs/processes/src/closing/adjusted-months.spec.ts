import { flatPrice } from '#domain/compute-contracts';
import type { DomainEvent } from '#events';
import { SimulatedClock } from '#ports/clock/simulated';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { POINT_C, givenAugust, halfHourOfWork, known } from '../../../../test/samples/closable-month.js';
import {
  POINT_A,
  agreement,
  at,
  contract,
  corrected,
  electricity,
  mandate,
  moved,
} from '../../../../test/samples/heated-block.js';
import { closePeriod } from './close-period.js';
import type { ClosingDeps } from './deps.js';
import { issuedDocument } from './issued-document.js';
import { modelReads } from './model-reads.js';
import { previewPeriod } from './preview.js';

let ledger: ProjectedLedger;
const clock = new SimulatedClock(0);
const deps = (): ClosingDeps => ({
  store: ledger.log,
  reads: modelReads(ledger.models, ledger.log),
  waitUntilProjected: () => ledger.project(),
  clock,
  keys: ledger.keys,
});

beforeEach(async () => {
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
  await ledger.given(mandate('office'), halfHourOfWork('h1', 1, '2026-08-11', 'lab-9'));
  await close('2026-08', '2026-09');
});
afterEach(() => ledger.close());

interface Told {
  readonly kind: string;
  readonly netCents: number;
  readonly vatCents: number;
  readonly cites: readonly { readonly number: string }[];
}
const tell = ({ kind, netCents, vatCents, cites }: Told): string =>
  [kind, netCents, vatCents, ...cites.map(({ number }) => number)].join(' ');

async function documentsFrom(index: number): Promise<string[]> {
  const told: string[] = [];
  for (const event of (await ledger.log.readAll(index, 1_000)).events) {
    const document = await issuedDocument(ledger.log, event);
    if (document !== null) told.push(tell(document));
  }
  return told.sort();
}

/** Closes a month in which h1 alone drew anything, and tells what it issued: the preview before told the same. */
async function close(period: string, next: string, h1Wh = 0): Promise<string[]> {
  clock.setTo(at(`${next}-02`));
  const still = [
    ...known('h1', period, next, h1Wh),
    ...known('h2', period, next, 0),
    ...known('h3', period, next, 0),
  ];
  if (period > '2026-08') await ledger.given(...still);
  const { documents, missing } = await previewPeriod(deps(), period);
  expect(missing).toEqual([]);
  const before = await ledger.log.nextIndex();
  const outcome = await closePeriod(deps(), {
    period,
    issueDate: `${next}-02`,
    actor: 'person:finance',
    commandId: `close-${period}`,
  });
  expect(outcome).toMatchObject({ status: 'closed', setAside: [] });
  const issued = await documentsFrom(before);
  expect(issued).toEqual(documents.map(({ draft }) => tell(draft)).sort());
  return issued;
}

const september = async (...late: readonly DomainEvent[]): Promise<string[]> => {
  await ledger.given(...late);
  return close('2026-09', '2026-10');
};

/** August: habitat 100 kWh, r1 120 kWh including tax; office 100 kWh excluding VAT; lab 8 core-hours. */
const priceOf = (inclTaxEurPerKwh: string, energyEurPerKwh: string): DomainEvent => ({
  type: 'ElectricityPriceCorrected',
  data: {
    priceList: 'base6',
    from: '2026-08-01',
    cells: [{ cell: 'base', inclTaxEurPerKwh, energyEurPerKwh, acciseEurPerKwh: '0.03085', vatRate: '20' }],
    source: 'the grid as it was published',
    reason: 'a typing error',
  },
});
const computing = (eurPerUnit: string): DomainEvent => ({
  type: 'ComputePriceCorrected',
  data: {
    priceList: 'core',
    from: '2026-01-01',
    unit: 'core-hour',
    components: flatPrice(eurPerUnit),
    reason: 'a typing error',
  },
});
const august = (mainWh: number): DomainEvent => corrected('h1', at('2026-08-01'), at('2026-09-01'), mainWh);

describe('what is learned after the close of a month is adjusted at the next one', () => {
  test('a price of electricity that was too high: corrections cite the documents, a resident pays nothing back', async () => {
    expect(await september(priceOf('0.1901', '0.1259'))).toEqual([
      'repayment-correction 100 0 R-1',
      'self-billed-credit-note 100 20 A-OFFICE-1',
    ]);
    // What r1 was credited too much is taken from later credits.
    const stream = await ledger.log.readStream('period-2026-09', 0, 100);
    const carry = stream.find(({ type }) => type === 'ResidentCarrySealed');
    expect(JSON.parse(carry!.data)).toMatchObject({ carries: [{ resident: 'r1', carryCents: 120 }] });
  });

  test('a price of electricity that was too low: labelled lines of the next documents', async () => {
    expect(await september(priceOf('0.2101', '0.1459'))).toEqual([
      'repayment-statement 100 0 R-1',
      'repayment-statement 120 0 R-2',
      'self-billed-invoice 100 20 A-OFFICE-1',
    ]);
  });

  test.each([
    ['0.10', ['invoice 40 8 F-1']],
    ['0.025', ['credit-note 20 4 F-1']],
  ])('a price of computing, now %s', async (price, documents) => {
    expect(await september(computing(price))).toEqual(documents);
    const [line] = (await previewPeriod(deps(), '2026-09')).documents[0]!.draft.lines;
    expect(line!.label).toMatch(
      /^Régularisation de août 2026, lab-1 : 28.800,000 cœur·s à 0,.* au lieu de 0,05.€ par heure-cœur/,
    );
  });

  test('a colour that was wrong: its hours change their price cells', async () => {
    const cell = (name: string, inclTaxEurPerKwh: string) => ({
      cell: name,
      inclTaxEurPerKwh,
      energyEurPerKwh: '0.1',
      acciseEurPerKwh: '0.03085',
      vatRate: '20',
    });
    const colours = ['blue', 'white', 'red'];
    const cells = colours.flatMap((one, i) => [cell(`${one}-hp`, `0.${i + 2}`), cell(`${one}-hc`, '0.1')]);
    const days = Array.from({ length: 70 }, (_, i) => ({
      day: new Date(Date.UTC(2026, 7, 31 + i)).toISOString().slice(0, 10),
      colour: 'blue' as const,
    }));
    const from = '2026-09-01';
    await ledger.given(
      { type: 'ElectricityPriceSet', data: { priceList: 'tempo', from, cells, source: 'the grid' } },
      {
        type: 'SupplyPointOptionSet',
        data: { supplyPoint: POINT_A, from, option: 'tempo', subscribedKva: 6 },
      },
      { type: 'SupplyPointTariffSet', data: { supplyPoint: POINT_A, from, priceList: 'tempo' } },
      { type: 'TempoColoursPublished', data: { days, source: 'the calendar' } },
    );
    // 1 kWh an hour: 480 by day at 0.20, 240 by night at 0.10.
    expect(await close('2026-09', '2026-10', 720_000)).toEqual(['repayment-statement 12000 0']);
    const data = { day: '2026-09-10', colour: 'red', reason: 'a typing error' } as const;
    await ledger.given({ type: 'TempoColourCorrected', data });
    // Sixteen hours by day at 0.40 instead of 0.20, and eight by night in another line at the same price.
    expect(await close('2026-10', '2026-11')).toEqual([
      'repayment-correction 400 0 R-3',
      'repayment-statement 720 0',
    ]);
  });

  test('a contract signed late is an ordinary line of its own month', async () => {
    expect(await september(contract('lab', 'lab-9', { from: '2026-08-01' }))).toEqual(['invoice 40 8']);
  });

  test('a heater that had moved: one holder is credited less, the other more', async () => {
    // 15 of 31 days at the first place: 48.387 kWh, worth 9.68; the others 51.613 kWh beside the 100 of h3.
    expect(await september(moved('h1', POINT_C, null, at('2026-08-16')))).toEqual([
      'repayment-correction 1033 0 R-1',
      'self-billed-invoice 860 172 A-OFFICE-1',
    ]);
  });

  test('an agreement changed late: the line at the old terms is taken back, one at the new terms is made', async () => {
    const terms = { agreement: 'ag-2', from: '2026-08-01', priceList: 'cheap' };
    expect(await september(electricity('cheap', '2026-01-01', '0.10'), agreement(POINT_A, terms))).toEqual([
      'repayment-correction 2001 0 R-1',
      'repayment-statement 1000 0',
    ]);
  });

  test('a month adjusted twice, up and down: the latest document gives back first', async () => {
    expect(await september(august(120_000))).toEqual(['repayment-statement 400 0 R-1']);
    await ledger.given(august(90_000));
    expect(await close('2026-10', '2026-11')).toEqual([
      'repayment-correction 200 0 R-1',
      'repayment-correction 400 0 R-3',
    ]);
    await ledger.given(august(100_000));
    expect(await close('2026-11', '2026-12')).toEqual(['repayment-statement 200 0 R-3']);
    expect(await close('2026-12', '2027-01')).toEqual([]);
  });

  test('an over-credit of a resident is taken from credits of any later month, down to zero', async () => {
    const resident = (mainWh: number, from: string, to: string) => corrected('h2', at(from), at(to), mainWh);
    expect(await september(resident(97_350, '2026-08-01', '2026-09-01'))).toEqual([]);
    await ledger.given(resident(10_000, '2026-09-01', '2026-10-01'));
    expect(await close('2026-10', '2026-11')).toEqual(['repayment-statement 0 0 R-2']);
    expect(await close('2026-11', '2026-12')).toEqual([]);
    await ledger.given(resident(30_000, '2026-09-01', '2026-10-01'));
    // 4.53 in all: 2.00 were taken, 2.53 are left.
    expect(await close('2026-12', '2027-01')).toEqual(['repayment-statement 147 0 R-3 R-2']);
  });
});
