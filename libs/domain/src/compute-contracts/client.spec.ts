import { PLAIN_TERMS, client, type ClientEvent } from '#domain/compute-contracts';
import { scenario } from '../../../../test/samples/scenario.js';

const { given } = scenario(client, {
  priceList: { kind: 'compute', firstDay: '2026-01-01', unit: 'core-hour' },
  contractOf: null,
  research: { budgetCoreHours: null, grants: [] },
});
const identity = { name: 'Lab', address: 'Paris', email: null };
const sealed = { person: { keyId: 'k1', sealed: 'AAAA' } };
const lab = {
  client: 'lab',
  kind: 'company' as 'company' | 'individual' | 'research' | 'public-body',
  identity: identity as typeof identity | typeof sealed,
  country: 'FR',
  siren: '812345676' as string | null,
  vatNumber: null as string | null,
  language: 'fr' as const,
};
const registered: ClientEvent = { type: 'ClientRegistered', data: lab };
const ada = { ...lab, kind: 'individual' as const, identity: sealed, siren: null };

describe('a client', () => {
  const register = { type: 'RegisterClient', ...lab } as const;

  test('is registered; name, VAT number and language may change', () => {
    given().when(register).then(registered);
    given(registered).when(register).thenNothing();
    given(registered)
      .when({ ...register, vatNumber: 'FR19812345676' })
      .then({ type: 'ClientRegistered', data: { ...lab, vatNumber: 'FR19812345676' } });
    given()
      .when({ type: 'RegisterClient', ...ada })
      .then({ type: 'ClientRegistered', data: ada });
  });

  test.each([
    ['an individual in the clear', { ...ada, identity }, 'IDENTITY_NOT_SEALED', 'person'],
    ['a company that is sealed', { ...lab, identity: sealed }, 'IDENTITY_MISSING', 'identity'],
    ['an individual with a SIREN', { ...ada, siren: '812345676' }, 'INDIVIDUAL_WITH_TAX_NUMBER', 'siren'],
    ['a French company without a SIREN', { ...lab, siren: null }, 'SIREN_MISSING', 'siren'],
    [
      'the VAT number of another',
      { ...lab, vatNumber: 'FR68900000001' },
      'VAT_NUMBER_OF_ANOTHER',
      'vatNumber',
    ],
    [
      'a bad foreign VAT number',
      { ...lab, country: 'DE', siren: null, vatNumber: 'DE1' },
      'VAT_NUMBER_INVALID',
      'vatNumber',
    ],
  ])('%s is refused', (_, data, code, field) => {
    given()
      .when({ type: 'RegisterClient', ...data })
      .thenRefused(code, field);
  });

  const swiss = { ...lab, country: 'CH', siren: null };
  const german = { ...lab, country: 'DE', siren: null, vatNumber: 'DE136695976' };
  const agreed = (category: 'Z' | 'E' | 'G' | 'O', code: string | null) => ({
    vat: { category, code, reason: 'agreed on 2026-01-05' },
  });

  test.each<[string, object]>([
    ['its SIRET', { ...lab, siret: '81234567600017' }],
    ['an address in the French directory', { ...lab, endpoint: { scheme: '0225', id: '812345676_COMPTA' } }],
    ['an address abroad', { ...swiss, endpoint: { scheme: '9927', id: 'CHE123456789' } }],
    ['an exemption with its code', { ...lab, ...agreed('E', 'VATEX-FR-CGI261-4') }],
    ['an export', { ...swiss, ...agreed('G', 'VATEX-EU-G') }],
  ])('may say %s; what says nothing is no second event', (_, data) => {
    const told = { ...lab, ...data };
    given()
      .when({ type: 'RegisterClient', siret: null, endpoint: null, vat: null, ...told })
      .then({ type: 'ClientRegistered', data: told });
    given({ type: 'ClientRegistered', data: told })
      .when({ type: 'RegisterClient', vat: null, siret: null, endpoint: null, ...told })
      .thenNothing();
  });

  test.each<[string, object, string, string]>([
    ['a wrong SIRET', { siret: '81234567600014' }, 'SIRET_INVALID', 'siret'],
    ["another's SIRET", { siret: '73282932000074' }, 'SIRET_OF_ANOTHER', 'siret'],
    ['a public body without SIRET', { kind: 'public-body' }, 'SIRET_MISSING', 'siret'],
    [
      'a scheme that is none',
      { endpoint: { scheme: '9999', id: 'x' } },
      'ENDPOINT_INVALID',
      'endpoint.scheme',
    ],
    [
      'an address with a blank',
      { endpoint: { scheme: '0088', id: 'a b' } },
      'ENDPOINT_INVALID',
      'endpoint.id',
    ],
    ['no e-mail address', { endpoint: { scheme: 'EM', id: 'lab' } }, 'ENDPOINT_INVALID', 'endpoint.id'],
    [
      "another's address",
      { endpoint: { scheme: '0225', id: '732829320' } },
      'ENDPOINT_OF_ANOTHER',
      'endpoint.id',
    ],
    [
      'an individual with an address',
      { ...ada, endpoint: { scheme: 'EM', id: 'a@b.fr' } },
      'INDIVIDUAL_WITH_ENDPOINT',
      'endpoint',
    ],
    ['a rate of zero in France', agreed('Z', null), 'VAT_TREATMENT_UNFIT', 'vat.category'],
    ['an export within France', agreed('G', 'VATEX-EU-G'), 'VAT_TREATMENT_UNFIT', 'vat.category'],
    ['an exemption without a code', agreed('E', null), 'VAT_REASON_CODE_MISSING', 'vat.code'],
    ['the code of another category', agreed('E', 'VATEX-EU-O'), 'VAT_REASON_CODE_INVALID', 'vat.code'],
    [
      'what must be reverse charge',
      { ...german, ...agreed('O', 'VATEX-EU-O') },
      'VAT_TREATMENT_UNFIT',
      'vat.category',
    ],
  ])('%s is refused', (_, data, code, field) => {
    given()
      .when({ type: 'RegisterClient', ...lab, ...data })
      .thenRefused(code, field);
  });

  test('stays the legal person and the kind that it is', () => {
    given(registered)
      .when({ ...register, siren: '900000001' })
      .thenRefused('PARTY_IS_ANOTHER', 'siren');
    given(registered)
      .when({ ...register, kind: 'research' })
      .thenRefused('CLIENT_KIND_FIXED', 'kind');
  });
});

const terms = {
  client: 'lab',
  contract: 'lab-1',
  from: '2026-03-01',
  priceList: 'core',
  unit: 'core-hour' as const,
  pays: 'completed' as const,
  paymentDays: 30,
  reference: null,
  ...PLAIN_TERMS,
};
const sign = { type: 'SignContract', ...terms } as const;
const signed: ClientEvent = { type: 'ContractSigned', data: terms };
const granted = {
  client: 'lab',
  contract: 'lab-g',
  from: '2026-03-01',
  to: '2026-12-31' as string | null,
  beneficiary: 'Marine biology',
  priceList: 'core',
  limitCoreHours: null as number | null,
};
const give = { type: 'GiveGrant', ...granted } as const;

describe('a contract', () => {
  test('is signed once under its id', () => {
    given().when(sign).thenRefused('CLIENT_UNKNOWN', 'client');
    given(registered).when(sign).then(signed);
    given(registered, signed).when(sign).thenNothing();
    given(registered, signed)
      .when({ ...sign, pays: 'all' })
      .thenRefused('CONTRACT_ID_TAKEN', 'contract');
    given(registered).when(sign, { contractOf: 'other' }).thenRefused('CONTRACT_ID_TAKEN', 'contract');
    given(registered, signed)
      .when({ ...give, contract: 'lab-1' })
      .thenRefused('CONTRACT_ID_TAKEN', 'contract');
  });

  test.each([
    ['the name of burnt work', { contract: 'burn' }, 'CONTRACT_ID_RESERVED', 'contract'],
    ['the name of internal work', { contract: 'internal' }, 'CONTRACT_ID_RESERVED', 'contract'],
    ['a day that is none', { from: '2026-04-31' }, 'DATE_INVALID', 'from'],
    ['another unit than its list', { unit: 'ghz-hour' as const }, 'UNIT_DOES_NOT_FIT', 'unit'],
    ['a last day before its first', { to: '2026-02-28' }, 'SPAN_EMPTY', 'to'],
    ['a renewal of no term', { renewalMonths: 12 }, 'RENEWAL_WITHOUT_TERM', 'renewalMonths'],
    [
      'three years of notice',
      { notice: { priceDays: 0, endDays: 1095 } },
      'NOTICE_OUT_OF_RANGE',
      'notice.endDays',
    ],
    ['a minimum of nothing', { minimumEurPerMonth: '0' }, 'MINIMUM_OUT_OF_RANGE', 'minimumEurPerMonth'],
    ['everything for nothing', { discountPercent: '100' }, 'DISCOUNT_OUT_OF_RANGE', 'discountPercent'],
    ['an allowance below zero', { allowanceUnits: '-1' }, 'QUANTITY_OUT_OF_RANGE', 'allowanceUnits'],
    [
      'nothing reserved',
      { reserved: { units: '0', eurPerUnit: '0.03' } },
      'QUANTITY_OUT_OF_RANGE',
      'reserved.units',
    ],
    [
      'reserved capacity in cents',
      { reserved: { units: '10', eurPerUnit: '350' } },
      'PRICE_ABSURD',
      'reserved.eurPerUnit',
    ],
    ['61 days to pay', { paymentDays: 61 }, 'PAYMENT_DAYS_OUT_OF_RANGE', 'paymentDays'],
  ])('with %s is refused', (_, change, code, field) => {
    given(registered)
      .when({ ...sign, ...change })
      .thenRefused(code, field);
  });

  test.each([
    ['no such list', null, 'PRICE_LIST_UNKNOWN'],
    [
      'a list of electricity',
      { kind: 'electricity', firstDay: '2026-01-01', unit: null },
      'PRICE_LIST_OTHER_KIND',
    ],
    [
      'a list without a price at its start',
      { kind: 'compute', firstDay: '2026-03-02', unit: 'core-hour' },
      'PRICE_MISSING',
    ],
  ] as const)('with %s is refused, and so is a grant', (_, priceList, code) => {
    given(registered).when(sign, { priceList }).thenRefused(code, 'priceList');
    given(registered).when(give, { priceList }).thenRefused(code, 'priceList');
  });

  test.each([
    ['an overseas department', { country: 'RE', siren: null }, 'VAT_OVERSEAS_NOT_CONFIGURED'],
    ['the EU, without a VAT number', { country: 'DE', siren: null }, 'VAT_NUMBER_MISSING'],
  ])('of a client in %s is refused: nobody knows its VAT', (_, change, code) => {
    given({ type: 'ClientRegistered', data: { ...lab, ...change } })
      .when(sign)
      .thenRefused(code, 'client');
  });

  test('of a consumer elsewhere in the EU is refused; of a company there with its number it is not', () => {
    given({ type: 'ClientRegistered', data: { ...ada, country: 'DE' } })
      .when(sign)
      .thenRefused('VAT_OSS_NOT_CONFIGURED', 'client');
    given({
      type: 'ClientRegistered',
      data: { ...lab, country: 'DE', siren: null, vatNumber: 'DE136695976' },
    })
      .when(sign)
      .then(signed);
  });

  test.each(['CH', 'MC'])('of a client in %s is signed: outside the scope of VAT, or at home', (country) => {
    given({ type: 'ClientRegistered', data: { ...lab, country, siren: null } })
      .when(sign)
      .then(signed);
  });
});

describe('a grant', () => {
  test('is given free, so nobody asks about VAT', () => {
    given(registered).when(give).then({ type: 'GrantGiven', data: granted });
    given({ type: 'ClientRegistered', data: { ...lab, country: 'CH', siren: null } })
      .when(give)
      .then({ type: 'GrantGiven', data: granted });
  });

  test('needs a limit within the research budget, where one is set', () => {
    const others = [{ contract: 'old', from: '2026-01-01', to: null, limitCoreHours: 600 }];
    const research = { budgetCoreHours: 1000, grants: others };
    given(registered).when(give, { research }).thenRefused('GRANT_LIMIT_MISSING', 'limitCoreHours');
    given(registered)
      .when({ ...give, limitCoreHours: 401 }, { research })
      .thenRefused('GRANT_OVER_LIMIT', 'limitCoreHours');
    given(registered)
      .when({ ...give, limitCoreHours: 400 }, { research })
      .then({ type: 'GrantGiven', data: { ...granted, limitCoreHours: 400 } });
  });

  test.each([
    ['ends before it begins', { to: '2026-02-28' }, 'SPAN_EMPTY', 'to'],
    ['is limited to nothing', { limitCoreHours: 0 }, 'GRANT_LIMIT_OUT_OF_RANGE', 'limitCoreHours'],
  ])('that %s is refused', (_, change, code, field) => {
    given(registered)
      .when({ ...give, ...change })
      .thenRefused(code, field);
  });
});
