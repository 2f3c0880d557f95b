import { owner, type OwnerEvent } from '#domain/parties';
import { scenario } from '../../../../test/samples/scenario.js';

const data = {
  owner: 'landlord',
  kind: 'social-landlord' as const,
  name: 'Landlord',
  address: 'Lyon',
  country: 'FR',
  siren: '812345676' as string | null,
  vatNumber: 'FR19812345676' as string | null,
  vat: 'cannot-deduct' as 'cannot-deduct' | 'deducts',
  iban: null as string | null,
  language: 'fr' as const,
};
const registered: OwnerEvent = { type: 'OwnerRegistered', data };
const { given } = scenario(owner, { siteKnown: true });

describe('an owner', () => {
  const register = { type: 'RegisterOwner', ...data } as const;

  test('is registered; everything but the legal person and its VAT status may change', () => {
    given().when(register).then(registered);
    given(registered).when(register).thenNothing();
    given(registered)
      .when({ ...register, siret: null, endpoint: null })
      .thenNothing();
    given(registered)
      .when({ ...register, siret: '81234567600017', endpoint: null })
      .then({ type: 'OwnerRegistered', data: { ...data, siret: '81234567600017' } });
    given(registered)
      .when({ ...register, name: 'Landlord Habitat' })
      .then({ type: 'OwnerRegistered', data: { ...data, name: 'Landlord Habitat' } });
    given(registered)
      .when({ ...register, vat: 'deducts' })
      .thenRefused('VAT_STATUS_FIXED', 'vat');
    given(registered)
      .when({ ...register, siren: '900000001', vatNumber: null })
      .thenRefused('PARTY_IS_ANOTHER', 'siren');
    given(registered)
      .when({ ...register, country: 'DE', siren: null, vatNumber: null })
      .thenRefused('COUNTRY_FIXED', 'country');
  });

  test.each([
    ['a country that is none', { country: 'fr' }, 'COUNTRY_INVALID', 'country'],
    ['a SIREN abroad', { country: 'DE', vatNumber: null }, 'SIREN_ABROAD', 'siren'],
    ['a SIREN with a wrong digit', { siren: '812345677' }, 'SIREN_INVALID', 'siren'],
    ['the VAT number of another', { vatNumber: 'FR68900000001' }, 'VAT_NUMBER_OF_ANOTHER', 'vatNumber'],
    ["another's SIRET", { siret: '73282932000074' }, 'SIRET_OF_ANOTHER', 'siret'],
    [
      'an address that is none',
      { endpoint: { scheme: '0225', id: '8123 45676' } },
      'ENDPOINT_INVALID',
      'endpoint.id',
    ],
    ['a bad IBAN', { iban: 'FR00' }, 'IBAN_INVALID', 'iban'],
    [
      'deducting VAT without a number',
      { vat: 'deducts', vatNumber: null },
      'VAT_NUMBER_MISSING',
      'vatNumber',
    ],
  ] as const)('with %s is refused', (_, change, code, field) => {
    given()
      .when({ ...register, ...change })
      .thenRefused(code, field);
  });

  test('is unknown until registered', () => {
    given()
      .when({ type: 'EndSelfBillingMandate', owner: 'landlord', mandate: 'm', on: '2026-01-01' })
      .thenRefused('OWNER_UNKNOWN', 'owner');
  });
});

describe('a mandate', () => {
  const give = (mandate: string, from: string, to: string | null = null) =>
    ({ type: 'GiveSelfBillingMandate', owner: 'landlord', mandate, from, to }) as const;
  const gave = (mandate: string, from: string, to: string | null = null): OwnerEvent => ({
    type: 'SelfBillingMandateGiven',
    data: { owner: 'landlord', mandate, from, to },
  });
  const end = (on: string, mandate = 'm1') =>
    ({ type: 'EndSelfBillingMandate', owner: 'landlord', mandate, on }) as const;
  const ended = (on: string): OwnerEvent => ({
    type: 'SelfBillingMandateEnded',
    data: { owner: 'landlord', mandate: 'm1', on },
  });

  test('is given, and one follows another', () => {
    given(registered).when(give('m1', '2026-01-01')).then(gave('m1', '2026-01-01'));
    given(registered, gave('m1', '2026-01-01')).when(give('m1', '2026-01-01')).thenNothing();
    given(registered, gave('m1', '2026-01-01'), ended('2026-06-30'))
      .when(give('m2', '2026-07-01'))
      .then(gave('m2', '2026-07-01'));
  });

  test.each([
    ['under a taken id', [], give('m1', '2026-08-01'), 'MANDATE_ID_TAKEN', 'mandate'],
    ['while another holds', [], give('m2', '2026-08-01'), 'MANDATE_OVERLAPS', 'from'],
    [
      'on the last day of another',
      [ended('2026-06-30')],
      give('m2', '2026-06-30'),
      'MANDATE_OVERLAPS',
      'from',
    ],
    ['before one without end of its own', [], give('m2', '2025-01-01'), 'MANDATE_OVERLAPS', 'from'],
    ['that ends before it begins', [], give('m2', '2025-02-01', '2025-01-31'), 'SPAN_EMPTY', 'to'],
  ] as const)('%s is refused', (_, more, command, code, field) => {
    given(registered, gave('m1', '2026-01-01'), ...more)
      .when(command)
      .thenRefused(code, field);
  });

  test('ends; the end may be brought forward, never put back', () => {
    const running = [registered, gave('m1', '2026-01-01')] as const;
    given(...running)
      .when(end('2026-06-30'))
      .then(ended('2026-06-30'));
    given(...running, ended('2026-06-30'))
      .when(end('2026-06-30'))
      .thenNothing();
    given(...running, ended('2026-06-30'))
      .when(end('2026-05-31'))
      .then(ended('2026-05-31'));
    given(...running, ended('2026-06-30'))
      .when(end('2026-07-31'))
      .thenRefused('MANDATE_ENDED', 'on');
    given(...running)
      .when(end('2025-12-31'))
      .thenRefused('SPAN_EMPTY', 'on');
    given(...running)
      .when(end('2026-06-30', 'm9'))
      .thenRefused('MANDATE_UNKNOWN', 'mandate');
  });
});

describe('an undertaking not to recharge', () => {
  const undertake = (from: string, to: string | null = null, site = 'block') =>
    ({ type: 'UndertakeNoRecharge', owner: 'landlord', site, from, to }) as const;
  const undertaken = (from: string, to: string | null = null, site = 'block'): OwnerEvent => ({
    type: 'NoRechargeUndertaken',
    data: { owner: 'landlord', site, from, to },
  });

  test('is given per site; the same first day again states another last day', () => {
    given(registered).when(undertake('2026-01-01')).then(undertaken('2026-01-01'));
    given(registered, undertaken('2026-01-01')).when(undertake('2026-01-01')).thenNothing();
    given(registered, undertaken('2026-01-01'))
      .when(undertake('2026-01-01', '2026-06-30'))
      .then(undertaken('2026-01-01', '2026-06-30'));
    given(registered, undertaken('2026-01-01'))
      .when(undertake('2026-03-01', null, 'school'))
      .then(undertaken('2026-03-01', null, 'school'));
    given(registered, undertaken('2026-01-01'))
      .when(undertake('2026-03-01'))
      .thenRefused('UNDERTAKING_OVERLAPS', 'from');
    given(registered).when(undertake('2026-01-01'), { siteKnown: false }).thenRefused('SITE_UNKNOWN', 'site');
  });
});
