import { AUGUST, HOUR_MS, type LedgerOfATest } from './ledger-of-a-test.js';
import { SITE, givenClient, givenHeater, supplyPoint } from './world-of-a-test.js';

const { fromMs, toMs } = AUGUST;
const START = fromMs + 10 * 24 * HOUR_MS;
const SIREN = '000000018';
const VAT_NUMBER = 'FR66000000018';

const COMPANY = {
  name: 'Test Calcul SAS',
  address: '1 rue des Essais, 44000 Nantes',
  siren: SIREN,
  siret: '00000001800010',
  vatNumber: VAT_NUMBER,
  iban: 'FR7630006000011234567890189',
  bic: null,
  vatPoint: 'receipts',
  standardVatRate: '20',
  lateRatePercent: '12',
  currency: 'EUR',
  zone: 'Europe/Paris',
};
const CLIENT = {
  kind: 'company',
  identity: { name: 'Grand Client', address: '4 rue des Essais', email: null },
  country: 'FR',
  siren: SIREN,
  vatNumber: null,
  language: 'fr',
};
const CONTRACT = {
  from: '2026-01-01',
  priceList: 'dear',
  unit: 'core-hour',
  pays: 'completed',
  paymentDays: 30,
  reference: null,
};
const OWNER = {
  kind: 'company',
  name: 'Immo des Essais',
  address: '5 rue des Essais',
  country: 'FR',
  siren: SIREN,
  vatNumber: VAT_NUMBER,
  vat: 'deducts',
  iban: null,
  language: 'fr',
};
const AGREEMENT = {
  agreement: 'repayment-dear',
  from: '2026-01-01',
  to: null,
  priceList: null,
  tax: 'excluding',
  registers: { main: true, aux: true },
  estimates: true,
};

/** A client that is also an owner, by SIREN, and one that pays before its work. */
export async function givenPartiesOfMoney(ledger: LedgerOfATest): Promise<void> {
  const dear = {
    cell: 'base',
    inclTaxEurPerKwh: '1.2',
    energyEurPerKwh: '0.96915',
    acciseEurPerKwh: '0.03085',
    vatRate: '20',
  };
  const prm = supplyPoint(77);
  await givenClient(ledger, 'early', 'completed');
  await ledger.given(
    ['register-company', { ...COMPANY, fiscalYearStartMonth: 9 }],
    ['set-compute-price', { priceList: 'dear', from: '2026-01-01', unit: 'core-hour', eurPerUnit: '5' }],
    ['register-client', { ...CLIENT, client: 'big' }],
    ['sign-contract', { ...CONTRACT, client: 'big', contract: 'big-contract' }],
    ['register-owner', { ...OWNER, owner: 'immo' }],
    ['give-self-billing-mandate', { owner: 'immo', mandate: 'm-1', from: '2026-01-01', to: null }],
    [
      'set-electricity-price',
      { priceList: 'dear-power', from: '2026-01-01', cells: [dear], source: 'agreed' },
    ],
    [
      'register-supply-point',
      { supplyPoint: prm, site: SITE, dwelling: null, option: 'base', subscribedKva: 6 },
    ],
    [
      'set-supply-point-holder',
      { supplyPoint: prm, from: '2026-01-01', holder: { kind: 'owner', owner: 'immo' } },
    ],
    ['set-supply-point-tariff', { supplyPoint: prm, from: '2026-01-01', priceList: 'dear-power' }],
    ['agree-repayment', { ...AGREEMENT, supplyPoint: prm }],
  );
  await givenHeater(ledger, 'worker', 1);
  await givenHeater(ledger, 'warmer', 2);
  await ledger.given([
    'move-heater',
    { heater: 'warmer', at: fromMs + 1, site: SITE, supplyPoint: prm, dwelling: null, mainWh: 0, auxWh: 0 },
  ]);
}

/** 200 core-hours at 5.00, 400 at 0.05; 200 kWh at 1.00 excluding VAT. */
export async function givenWorkOfMoney(ledger: LedgerOfATest): Promise<void> {
  const bigEnd = START + 12.5 * HOUR_MS;
  const earlyEnd = bigEnd + 25 * HOUR_MS;
  const work = (job: string, contract: string, from: number, to: number) => ({
    job,
    attempt: 1,
    contract,
    from,
    to,
    coreMs: 16 * (to - from),
  });
  await ledger.told('worker', 0, {
    readings: [
      [fromMs, 0, 0],
      [START, 0, 0],
      [earlyEnd, 0, 0],
      [toMs + HOUR_MS, 0, 0],
    ],
    slices: [work('a', 'big-contract', START, bigEnd), work('b', 'early-contract', bigEnd, earlyEnd)],
    attemptEnds: [
      { job: 'a', attempt: 1, at: bigEnd, outcome: 'completed' },
      { job: 'b', attempt: 1, at: earlyEnd, outcome: 'completed' },
    ],
  });
  await ledger.told('warmer', 0, {
    readings: [
      [fromMs, 0, 0],
      [toMs - HOUR_MS, 200_000, 0],
      [toMs + HOUR_MS, 200_000, 0],
    ],
  });
}
