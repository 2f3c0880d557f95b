import { company, series, type CompanyEvent } from '#domain/installation';
import { scenario } from '../../../../test/samples/scenario.js';

const data = {
  name: 'Chaleur SAS',
  address: '1 rue de la Paix, Paris',
  siren: '900000001',
  siret: '90000000100017',
  vatNumber: 'FR68900000001',
  iban: 'FR7630006000011234567890189',
  bic: null,
  vatPoint: 'receipts' as const,
  fiscalYearStartMonth: 1,
  standardVatRate: '20',
  lateRatePercent: '12.15',
  currency: 'EUR' as const,
  zone: 'Europe/Paris',
};
const registered: CompanyEvent = { type: 'CompanyRegistered', data };

describe('the company', () => {
  const { given } = scenario(company, { zoneKnown: true });
  const register = { type: 'RegisterCompany', ...data } as const;

  test('is registered; address and account may change, the legal person may not', () => {
    given().when(register).then(registered);
    given(registered).when(register).thenNothing();
    const legalMention = 'SAS au capital de 50 000 €, RCS Paris 900 000 001';
    given(registered)
      .when({ ...register, legalMention: null, endpoint: null })
      .thenNothing();
    given(registered)
      .when({ ...register, legalMention, endpoint: null })
      .then({ type: 'CompanyRegistered', data: { ...data, legalMention } });
    given(registered)
      .when({ ...register, address: '2 rue de la Paix' })
      .then({ type: 'CompanyRegistered', data: { ...data, address: '2 rue de la Paix' } });
    given(registered)
      .when({
        ...register,
        siren: '812345676',
        siret: '81234567600017',
        vatNumber: 'FR19812345676',
      })
      .thenRefused('COMPANY_IS_ANOTHER', 'siren');
  });

  test.each([
    ['another currency', { currency: 'CHF' }, 'CURRENCY_NOT_SUPPORTED', 'currency'],
    ['a SIREN with a wrong digit', { siren: '900000002' }, 'SIREN_INVALID', 'siren'],
    ['a SIRET with a wrong digit', { siret: '90000000100018' }, 'SIRET_INVALID', 'siret'],
    ['the SIRET of another', { siret: '81234567600017' }, 'SIRET_OF_ANOTHER', 'siret'],
    ['a VAT number with a wrong key', { vatNumber: 'FR69900000001' }, 'VAT_NUMBER_INVALID', 'vatNumber'],
    ['the VAT number of another', { vatNumber: 'FR19812345676' }, 'VAT_NUMBER_OF_ANOTHER', 'vatNumber'],
    [
      'the address of another',
      { endpoint: { scheme: '0225', id: '812345676' } },
      'ENDPOINT_OF_ANOTHER',
      'endpoint.id',
    ],
    ['an IBAN with a wrong digit', { iban: 'FR7630006000011234567890188' }, 'IBAN_INVALID', 'iban'],
    ['a BIC that is none', { bic: 'AGRI' }, 'BIC_INVALID', 'bic'],
    ['a VAT rate that does not exist', { standardVatRate: '19.6' }, 'VAT_RATE_UNKNOWN', 'standardVatRate'],
    ['a rate written another way', { standardVatRate: '20.0' }, 'VAT_RATE_UNKNOWN', 'standardVatRate'],
    ['interest of 120 %', { lateRatePercent: '120' }, 'LATE_RATE_ABSURD', 'lateRatePercent'],
  ])('with %s is refused', (_, change, code, field) => {
    given()
      .when({ ...register, ...change })
      .thenRefused(code, field);
  });

  test('in a zone whose offsets are not recorded is refused', () => {
    given().when(register, { zoneKnown: false }).thenRefused('ZONE_UNKNOWN', 'zone');
  });
});

describe('the chart of accounts', () => {
  const { given } = scenario(company, { zoneKnown: true });
  const accounts = {
    clients: '411',
    owners: '401',
    residents: '467',
    revenue: '706',
    electricity: '6061',
    vatCollected: '44571',
    vatOnReceipts: '44574',
    vatDeductible: '44566',
    bank: '512',
    prepayments: '4191',
    unbilledRevenue: '4181',
    creditNotesToDraw: '4198',
    ownersToReceive: '4081',
    ownerCreditsToReceive: '4098',
    residentsToRepay: '4686',
    vatUnissued: '44587',
    vatUnreceived: '44586',
    suspense: '471',
  };
  const labels = Object.values(accounts).map((account) => ({ account, label: `Account ${account}` }));
  const chart = { ...accounts, labels };
  const set = { type: 'SetChartOfAccounts', ...chart } as const;

  test('holds from here on', () => {
    given().when(set).then({ type: 'ChartOfAccountsSet', data: chart });
    given({ type: 'ChartOfAccountsSet', data: chart }).when(set).thenNothing();
  });

  test.each([
    ['an account of two digits', { clients: '41' }, 'ACCOUNT_INVALID'],
    ['an account of class 9', { clients: '911' }, 'ACCOUNT_INVALID'],
    ['an account without a label', { clients: '4110' }, 'ACCOUNT_WITHOUT_LABEL'],
    ['two labels for one account', { labels: [...labels, labels[0]!] }, 'ACCOUNT_LABELLED_TWICE'],
    ['one account for two roles', { owners: '411' }, 'ACCOUNT_SERVES_TWICE'],
    ['accruals on the account of another role', { unbilledRevenue: '411' }, 'ACCOUNT_SERVES_TWICE'],
    ['a bank without a label', { bank: '5121' }, 'ACCOUNT_WITHOUT_LABEL'],
  ])('refuses %s', (_, change, code) => {
    given()
      .when({ ...set, ...change })
      .thenRefused(code);
  });
});

describe('a series of numbers', () => {
  const { given } = scenario(series, { ownerKnown: true, otherPrefixes: ['R-'] });
  const opened = { type: 'SeriesOpened', data: { series: 'main', prefix: 'F2026-', first: 1 } };
  const open = { type: 'OpenSeries', kind: 'invoices', series: 'main', prefix: 'F2026-', first: 1 } as const;

  test('is opened once; the same again is no news, also when it has documents', () => {
    given().when(open).then(opened);
    given(opened).when(open).thenNothing();
    given(opened, { type: 'InvoiceIssued', data: {} }).when(open).thenNothing();
    given(opened)
      .when({ ...open, first: 2 })
      .thenRefused('SERIES_OPENED', 'series');
    given(opened)
      .when({ ...open, prefix: 'G' })
      .thenRefused('SERIES_OPENED', 'series');
  });

  test.each([
    ['a prefix that leaves no room in 35 characters', { prefix: 'F'.repeat(21) }, 'SERIES_PREFIX_TOO_LONG'],
    ['small letters', { prefix: 'f-' }, 'SERIES_PREFIX_INVALID'],
    ['number zero', { first: 0 }, 'SERIES_FIRST_OUT_OF_RANGE'],
    ['a first number without room above', { first: 10 ** 14 }, 'SERIES_FIRST_OUT_OF_RANGE'],
  ])('refuses %s', (_, change, code) => {
    given()
      .when({ ...open, ...change })
      .thenRefused(code);
  });

  test.each([
    ['2026-', '2026-', true],
    ['F-', 'F-1', true],
    ['F-1', 'F-', true],
    ['', '2026', true],
    ['F-', 'F-2026-', false],
    ['', 'F-', false],
    ['F-1', 'F-2', false],
  ])('beside one of prefix "%s" takes "%s": refused %s', (other, prefix, clash) => {
    const when = given().when({ ...open, prefix }, { otherPrefixes: ['R-', other] });
    if (clash) when.thenRefused('PREFIX_TAKEN', 'prefix');
    else when.then({ type: 'SeriesOpened', data: { series: 'main', prefix, first: 1 } });
  });

  test('that was open before is told again beside any other', () => {
    given(opened)
      .when(open, { otherPrefixes: ['F2026-'] })
      .thenNothing();
  });

  test('of statements is in the name of an owner', () => {
    given()
      .when({ ...open, kind: 'statements' }, { ownerKnown: false })
      .thenRefused('OWNER_UNKNOWN', 'series');
  });
});
