import { AUGUST, type LedgerOfATest } from './ledger-of-a-test.js';

/**
 * A company, a site, an owner outside VAT, the Base price of August 2026 and a price of 0.05 EUR per core-hour.
 * Cases add supply points, heaters and clients to it.
 */
export const SITE = 'site';
export const OWNER = 'landlord';
const TARIFF = 'base';
export const COMPUTE = 'compute';

export const supplyPoint = (number: number): string => `99${String(number).padStart(12, '0')}`;

export async function givenCompany(ledger: LedgerOfATest): Promise<void> {
  await ledger.given(
    [
      'register-company',
      {
        name: 'Test Calcul SAS',
        address: '1 rue des Essais, 44000 Nantes',
        siren: '000000018',
        siret: '00000001800010',
        vatNumber: 'FR66000000018',
        iban: 'FR7630006000011234567890189',
        bic: null,
        vatPoint: 'receipts',
        fiscalYearStartMonth: 1,
        standardVatRate: '20',
        lateRatePercent: '12',
        currency: 'EUR',
        zone: 'Europe/Paris',
      },
    ],
    ['set-electricity-price', electricity('2026-01-01', '0.1940', '0.1308')],
    ['set-electricity-price', electricity('2026-08-01', '0.2001', '0.1359')],
    ['set-compute-price', { priceList: COMPUTE, from: '2026-01-01', unit: 'core-hour', eurPerUnit: '0.05' }],
    [
      'register-site',
      { site: SITE, name: 'Site', address: '2 rue des Essais', zone: 'Europe/Paris', kind: 'other' },
    ],
    [
      'register-owner',
      {
        owner: OWNER,
        kind: 'social-landlord',
        name: 'Bailleur des Essais',
        address: '3 rue des Essais',
        country: 'FR',
        siren: null,
        vatNumber: null,
        vat: 'cannot-deduct',
        iban: null,
        language: 'fr',
      },
    ],
  );
}

function electricity(from: string, inclTaxEurPerKwh: string, energyEurPerKwh: string): object {
  const cell = { cell: 'base', inclTaxEurPerKwh, energyEurPerKwh, acciseEurPerKwh: '0.03085', vatRate: '20' };
  return { priceList: TARIFF, from, cells: [cell], source: 'regulated tariff, option Base' };
}

/** A supply point of the owner, credited including tax at its own tariff. */
export async function givenSupplyPoint(ledger: LedgerOfATest, number: number): Promise<string> {
  const prm = supplyPoint(number);
  await ledger.given(
    [
      'register-supply-point',
      { supplyPoint: prm, site: SITE, dwelling: null, option: 'base', subscribedKva: 6 },
    ],
    [
      'set-supply-point-holder',
      { supplyPoint: prm, from: '2026-01-01', holder: { kind: 'owner', owner: OWNER } },
    ],
    ['set-supply-point-tariff', { supplyPoint: prm, from: '2026-01-01', priceList: TARIFF }],
    [
      'agree-repayment',
      {
        supplyPoint: prm,
        agreement: `repayment-${number}`,
        from: '2026-01-01',
        to: null,
        priceList: null,
        tax: 'including',
        registers: { main: true, aux: true },
        estimates: true,
      },
    ],
  );
  return prm;
}

/** A plain, unsigned heater of 16 cores, 500 W and 500 W, at a supply point of its own since the month began. */
export async function givenHeater(
  ledger: LedgerOfATest,
  heater: string,
  number: number,
  registers: { readonly mainWh: number; readonly auxWh: number } = { mainWh: 0, auxWh: 0 },
  atMs = AUGUST.fromMs,
): Promise<string> {
  const prm = await givenSupplyPoint(ledger, number);
  await ledger.given(
    [
      'commission-heater',
      {
        heater,
        model: 'Test 500',
        processorModel: 'test-cpu',
        processors: 4,
        cores: 16,
        ratedMainW: 500,
        ratedAuxW: 500,
        registerDigits: 9,
        meterClass: 'MID class B',
        meterCertificate: 'TEST-1',
      },
    ],
    ['open-heater-epoch', { heater, epoch: 0, publicKey: null, reason: 'first board' }],
    ['declare-heater-plain', { heater, reason: 'a workplace' }],
    ['install-heater', { heater, at: atMs, site: SITE, supplyPoint: prm, dwelling: null, ...registers }],
  );
  return prm;
}

/** A French company with a contract at 0.05 EUR per core-hour. */
export async function givenClient(
  ledger: LedgerOfATest,
  client: string,
  pays: 'completed' | 'all',
): Promise<void> {
  await ledger.given(
    [
      'register-client',
      {
        client,
        kind: 'company',
        identity: { name: `Client ${client}`, address: '4 rue des Essais', email: null },
        country: 'FR',
        siren: '000000018',
        vatNumber: null,
        language: 'en',
      },
    ],
    [
      'sign-contract',
      {
        client,
        contract: `${client}-contract`,
        from: '2026-01-01',
        priceList: COMPUTE,
        unit: 'core-hour',
        pays,
        paymentDays: 30,
        reference: null,
      },
    ],
  );
}
