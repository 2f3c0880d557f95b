import type { DomainEvent } from '#events';
import { SimulatedClock } from '#ports/clock/simulated';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { POINT_C, givenAugust, known } from '../../../../test/samples/closable-month.js';
import {
  POINT_A,
  POINT_B,
  agreement,
  at,
  contract,
  corrected,
  electricity,
  heldByOccupant,
  heldByOwner,
  mandate,
  owner,
} from '../../../../test/samples/heated-block.js';
import { closePeriod } from './close-period.js';
import { issuedDocument } from './issued-document.js';
import { modelReads } from './model-reads.js';
import { previewPeriod } from './preview.js';

let ledger: ProjectedLedger;
const clock = new SimulatedClock(0);
const deps = () => ({
  store: ledger.log,
  reads: modelReads(ledger.models, ledger.log),
  waitUntilProjected: () => ledger.project(),
  clock,
  keys: ledger.keys,
});

beforeEach(async () => {
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
});
afterEach(() => ledger.close());

/** Closes a month in which h2 alone drew anything. */
async function close(period: string, next: string, h2Wh = 0) {
  if (period > '2026-08')
    await ledger.given(
      ...known('h1', period, next, 0),
      ...known('h2', period, next, h2Wh),
      ...known('h3', period, next, 0),
    );
  clock.setTo(at(`${next}-02`, 600));
  const command = { period, issueDate: `${next}-02`, actor: 'person:finance', commandId: period } as const;
  return closePeriod(deps(), command);
}

/** Documents of a party, in order: month of its close, kind, net cents, lines as month and cents. */
async function documentsOf(party: string): Promise<string[]> {
  const told: string[] = [];
  for (const event of (await ledger.log.readAll(0, 10_000)).events) {
    const document = await issuedDocument(ledger.log, event);
    if (document === null || ![document.seller.party, document.buyer.party].includes(party)) continue;
    const lines = document.lines.map(({ key, amountCents }) => `${key.slice(0, 7)}:${amountCents}`);
    told.push([document.period, document.kind, document.netCents, ...lines].join(' '));
  }
  return told;
}

describe('what could not be settled at a close is settled later, though its heaters concern the party no longer', () => {
  test('a statement that waited, and another one turns out to have held the supply point', async () => {
    await close('2026-08', '2026-09');
    await ledger.given(mandate('office'), heldByOwner(POINT_C, 'habitat', '2026-08-01'));
    await close('2026-09', '2026-10');
    await close('2026-10', '2026-11');
    await close('2026-11', '2026-12');
    expect(await documentsOf('office')).toEqual([
      '2026-09 self-billed-invoice 1668 2026-08:1668',
      '2026-10 self-billed-credit-note 1668 2026-08:1668',
    ]);
    expect(await documentsOf('habitat')).toEqual([
      '2026-08 repayment-statement 2001 2026-08:2001',
      '2026-09 repayment-statement 2001 2026-08:2001',
    ]);
  });

  test('a resident who was credited for the electricity of another gives it back from credits of all later months', async () => {
    await close('2026-08', '2026-09');
    await ledger.given(heldByOwner(POINT_B, 'habitat', '2026-08-01'), heldByOccupant(POINT_B, '2026-09-01'));
    await close('2026-09', '2026-10', 10_000);
    await close('2026-10', '2026-11', 200_000);
    await close('2026-11', '2026-12', 10_000);
    expect(await documentsOf('r1')).toEqual([
      '2026-08 repayment-statement 2401 2026-08:2401',
      '2026-09 repayment-statement 0 2026-09:200 2026-08:-200',
      '2026-10 repayment-statement 1801 2026-10:4002 2026-08:-2201',
      '2026-11 repayment-statement 200 2026-11:200',
    ]);
  });

  test('a self-billed invoice that waited for a mandate, and its owner turns out not to deduct VAT', async () => {
    await close('2026-08', '2026-09');
    await ledger.given(owner('office', { kind: 'company', vat: 'cannot-deduct' }));
    await close('2026-09', '2026-10');
    await close('2026-10', '2026-11');
    expect(await documentsOf('office')).toEqual(['2026-09 repayment-statement 2001 2026-08:2001']);
  });

  test('an invoice of nothing but a minimum that waited, and the contract turns out to have ended', async () => {
    const italian = (vatNumber: string | null): DomainEvent => ({
      type: 'ClientRegistered',
      data: {
        client: 'it',
        kind: 'company',
        identity: { name: 'Torrone Srl', address: 'Cremona', email: null },
        country: 'IT',
        siren: null,
        vatNumber,
        language: 'en',
      },
    });
    await ledger.given(
      italian(null),
      contract('it', 'it-1', { from: '2026-08-01', minimumEurPerMonth: '310' }),
    );
    await close('2026-08', '2026-09');
    const ended = { client: 'it', contract: 'it-1', on: '2026-08-10', notifiedOn: null };
    await ledger.given({ type: 'ContractEnded', data: ended }, italian('IT00743110157'));
    await close('2026-09', '2026-10');
    await close('2026-10', '2026-11');
    await close('2026-11', '2026-12');
    const [invoice, ...credits] = await documentsOf('it');
    expect(invoice).toBe('2026-09 invoice 31000 2026-08:31000');
    expect(credits).toEqual(['2026-10 credit-note 21000 2026-08:21000']);
  });
});

test('a month whose documents cannot be computed is refused before its cut, and closes once that is mended', async () => {
  const august = (mainWh: number) => corrected('h1', at('2026-08-01'), at('2026-09-01'), mainWh);
  await ledger.given(electricity('dear', '2026-01-01', '999999'), agreement(POINT_A, { priceList: 'dear' }));
  await ledger.given(august(1e12));
  const before = await ledger.log.nextIndex();
  const refused = await close('2026-08', '2026-09');
  const refusal = {
    code: 'PLAN_FAILS',
    field: expect.stringContaining(`2026-08|energy|owner:habitat|${POINT_A}`) as string,
    remedy: expect.stringContaining('out of range') as string,
  };
  expect(refused).toMatchObject({ status: 'refused', refusals: [refusal] });
  expect(await ledger.log.nextIndex()).toBe(before);
  const { missing, documents } = await previewPeriod(deps(), '2026-08');
  expect(missing).toMatchObject([refusal]);
  expect(documents).toEqual([]);
  await ledger.given(august(1_000));
  expect(await close('2026-08', '2026-09')).toMatchObject({ status: 'closed' });
});
