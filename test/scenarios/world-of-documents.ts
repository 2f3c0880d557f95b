import { AUGUST, HOUR_MS, type LedgerOfATest } from './ledger-of-a-test.js';
import { givenCompany, givenHeater } from './world-of-a-test.js';

const { fromMs, toMs } = AUGUST;
const START = fromMs + 10 * 24 * HOUR_MS;

const person = { kind: 'individual', country: 'FR', siren: null, vatNumber: null, language: 'fr' };
const abroad = { kind: 'company', country: 'DE', siren: null, vatNumber: 'DE136695976', language: 'en' };
const here = { kind: 'company', country: 'FR', siren: '732829320', vatNumber: null, language: 'fr' };

/** Clients and the core-hours that they used at 5.00 EUR: a business here, a person, a business abroad. */
const CLIENTS = [
  { client: 'shop', hours: 12.5, says: here },
  { client: 'ada', hours: 2.5, says: person },
  { client: 'werk', hours: 5, says: abroad },
] as const;

/** Invoices of 1 000.00, 200.00 and 400.00 net once August is closed. */
export async function givenWorkOfDocuments(ledger: LedgerOfATest): Promise<void> {
  await givenCompany(ledger);
  await givenHeater(ledger, 'worker', 1);
  await ledger.given([
    'set-compute-price',
    { priceList: 'dear', from: '2026-01-01', unit: 'core-hour', eurPerUnit: '5' },
  ]);
  const slices = [];
  const attemptEnds = [];
  let at = START;
  for (const { client, hours, says } of CLIENTS) {
    const identity = { name: `Client ${client}`, address: '4 rue des Essais', email: null };
    await ledger.given(
      ['register-client', { client, identity, ...says }],
      [
        'sign-contract',
        {
          client,
          contract: `${client}-contract`,
          from: '2026-01-01',
          priceList: 'dear',
          unit: 'core-hour',
          pays: 'completed',
          paymentDays: 30,
          reference: null,
        },
      ],
    );
    const to = at + hours * HOUR_MS;
    const work = { job: `job-${client}`, attempt: 1 };
    slices.push({ ...work, contract: `${client}-contract`, from: at, to, coreMs: 16 * (to - at) });
    attemptEnds.push({ ...work, at: to, outcome: 'completed' as const });
    at = to;
  }
  const readings = [fromMs, START, at, toMs + HOUR_MS].map((ms) => [ms, 0, 0] as const);
  await ledger.told('worker', 0, { readings, slices, attemptEnds });
}
