import { stateAfter } from '#domain/decision';
import {
  site,
  supplyPoint,
  type SiteEvent,
  type SupplyPointCommand,
  type SupplyPointEvent,
} from '#domain/fleet';
import { scenario } from '../../../../test/samples/scenario.js';

const PRM = '14500000000001';
const block = {
  site: 'block',
  name: 'Block',
  address: 'Lyon',
  zone: 'Europe/Paris',
  kind: 'housing',
} as const;
const registered: SiteEvent = { type: 'SiteRegistered', data: block };
const door: SiteEvent = { type: 'DwellingAdded', data: { site: 'block', dwelling: 'a1', label: 'A1' } };

describe('a site', () => {
  const { given } = scenario(site, { zoneKnown: true });
  const register = { type: 'RegisterSite', ...block } as const;

  test('is registered once; its name may be corrected, its zone stays', () => {
    given().when(register).then(registered);
    given(registered).when(register).thenNothing();
    given(registered)
      .when({ ...register, name: 'Les Tilleuls' })
      .then({ type: 'SiteRegistered', data: { ...block, name: 'Les Tilleuls' } });
    given(registered)
      .when({ ...register, zone: 'Indian/Reunion' })
      .thenRefused('SITE_ZONE_FIXED', 'zone');
  });

  test('lies in a zone whose offsets are recorded', () => {
    given().when(register, { zoneKnown: false }).thenRefused('ZONE_UNKNOWN', 'zone');
  });

  test('has dwellings, each with a door that may be renamed', () => {
    const add = { type: 'AddDwelling', site: 'block', dwelling: 'a1', label: 'A1' } as const;
    given().when(add).thenRefused('SITE_UNKNOWN', 'site');
    given(registered).when(add).then(door);
    given(registered, door).when(add).thenNothing();
    given(registered, door)
      .when({ ...add, label: 'A1 bis' })
      .then({ type: 'DwellingAdded', data: { site: 'block', dwelling: 'a1', label: 'A1 bis' } });
  });
});

const point = { supplyPoint: PRM, site: 'block', dwelling: 'a1', option: 'base', subscribedKva: 6 } as const;
const metered: SupplyPointEvent = { type: 'SupplyPointRegistered', data: point };
const { given } = scenario(supplyPoint, {
  site: stateAfter(site, [registered, door]),
  ownerKnown: true,
  priceList: { kind: 'electricity', firstDay: '2026-01-01' },
  missingCells: [],
});

describe('a supply point', () => {
  const register = { type: 'RegisterSupplyPoint', ...point } as const;

  test('serves one place for good; another option or power has a first day', () => {
    given().when(register).then(metered);
    given(metered).when(register).thenNothing();
    given(metered)
      .when({ ...register, subscribedKva: 9 })
      .thenRefused('SUPPLY_POINT_FIXED', 'option');
    given(metered)
      .when({ ...register, option: 'hphc' })
      .thenRefused('SUPPLY_POINT_FIXED', 'option');
    given(metered)
      .when({ ...register, dwelling: null })
      .thenRefused('SUPPLY_POINT_FIXED', 'site');
  });

  test.each([
    ['a PRM of 13 digits', { supplyPoint: PRM.slice(1) }, 'PRM_INVALID', 'supplyPoint'],
    ['a dwelling that is not there', { dwelling: 'z9' }, 'DWELLING_UNKNOWN', 'dwelling'],
    ['no power', { subscribedKva: 0 }, 'KVA_OUT_OF_RANGE', 'subscribedKva'],
    ['the power of a factory', { subscribedKva: 10_001 }, 'KVA_OUT_OF_RANGE', 'subscribedKva'],
  ])('with %s is refused', (_, change, code, field) => {
    given()
      .when({ ...register, ...change })
      .thenRefused(code, field);
  });

  test('at a site that is not there is refused', () => {
    given().when(register, { site: null }).thenRefused('SITE_UNKNOWN', 'site');
  });

  test.each<SupplyPointCommand>([
    { type: 'SetSupplyPointHolder', supplyPoint: PRM, from: '2026-01-01', holder: { kind: 'occupant' } },
    { type: 'SetSupplyPointTariff', supplyPoint: PRM, from: '2026-01-01', priceList: 'blue' },
  ])('$type needs a supply point that is registered', (command) => {
    given().when(command).thenRefused('SUPPLY_POINT_UNKNOWN', 'supplyPoint');
  });
});

describe('its holder', () => {
  const owner = { kind: 'owner', owner: 'landlord' } as const;
  const set = { type: 'SetSupplyPointHolder', supplyPoint: PRM, from: '2026-01-01', holder: owner } as const;
  const held: SupplyPointEvent = {
    type: 'SupplyPointHolderSet',
    data: { supplyPoint: PRM, from: '2026-01-01', holder: owner },
  };

  test('is an owner, or whoever lives there, from a day on, also one in the past', () => {
    given(metered).when(set).then(held);
    given(metered, held).when(set).thenNothing();
    given(metered, held)
      .when({ ...set, from: '2025-01-01', holder: { kind: 'occupant' } })
      .then({
        type: 'SupplyPointHolderSet',
        data: { supplyPoint: PRM, from: '2025-01-01', holder: { kind: 'occupant' } },
      });
  });

  test.each([
    ['a day that is none', { from: '2026-02-30' }, 'DATE_INVALID', 'from'],
    ['a day long gone', { from: '1926-02-20' }, 'DATE_INVALID', 'from'],
  ])('refuses %s', (_, change, code, field) => {
    given(metered)
      .when({ ...set, ...change })
      .thenRefused(code, field);
  });

  test('refuses an owner that is not registered, and occupants of what is no dwelling', () => {
    given(metered).when(set, { ownerKnown: false }).thenRefused('OWNER_UNKNOWN', 'holder.owner');
    given({ type: 'SupplyPointRegistered', data: { ...point, dwelling: null } })
      .when({ ...set, holder: { kind: 'occupant' } })
      .thenRefused('OCCUPANT_WITHOUT_DWELLING', 'holder');
  });
});

describe('its tariff', () => {
  const set = {
    type: 'SetSupplyPointTariff',
    supplyPoint: PRM,
    from: '2026-01-01',
    priceList: 'blue',
  } as const;
  const { type: _type, ...data } = set;

  test('is a list that prices electricity on that day', () => {
    given(metered).when(set).then({ type: 'SupplyPointTariffSet', data });
    given(metered, { type: 'SupplyPointTariffSet', data }).when(set).thenNothing();
  });

  test.each([
    ['no such list', null, 'PRICE_LIST_UNKNOWN'],
    ['a list of computing', { kind: 'compute', firstDay: '2026-01-01' }, 'PRICE_LIST_OTHER_KIND'],
    ['a list that begins later', { kind: 'electricity', firstDay: '2026-01-02' }, 'PRICE_MISSING'],
  ] as const)('refuses %s', (_, priceList, code) => {
    given(metered).when(set, { priceList }).thenRefused(code, 'priceList');
  });
});

describe('an agreement', () => {
  const terms = {
    supplyPoint: PRM,
    agreement: 'a',
    from: '2026-03-01',
    to: null as string | null,
    priceList: null as string | null,
    tax: 'including' as const,
    registers: { main: true, aux: false },
    estimates: false,
  };
  const agree = (change: Partial<typeof terms> = {}) =>
    ({ type: 'AgreeRepayment', ...terms, ...change }) as const;
  const agreed = (change: Partial<typeof terms> = {}): SupplyPointEvent => ({
    type: 'RepaymentAgreed',
    data: { ...terms, ...change },
  });

  test('without end gives way to the next; with the same id and first day it gets an end', () => {
    given(metered).when(agree()).then(agreed());
    given(metered, agreed()).when(agree()).thenNothing();
    given(metered, agreed())
      .when(agree({ agreement: 'b', from: '2026-05-01' }))
      .then(agreed({ agreement: 'b', from: '2026-05-01' }));
    given(metered, agreed())
      .when(agree({ to: '2026-04-30' }))
      .then(agreed({ to: '2026-04-30' }));
  });

  test.each([
    ['an end before its start', {}, { to: '2026-02-28' }, 'SPAN_EMPTY', 'to'],
    ['no register', {}, { registers: { main: false, aux: false } }, 'NO_REGISTER_AGREED', 'registers'],
    ['another first day of the same id', {}, { from: '2026-04-01' }, 'AGREEMENT_ID_TAKEN', 'agreement'],
    ['the first day of another', {}, { agreement: 'b' }, 'AGREEMENT_OVERLAPS', 'from'],
    [
      'days of another that ends',
      { to: '2026-04-30' },
      { agreement: 'b', from: '2026-04-30' },
      'AGREEMENT_OVERLAPS',
      'from',
    ],
    [
      'an earlier start without an end of its own',
      {},
      { agreement: 'b', from: '2026-01-01' },
      'AGREEMENT_OVERLAPS',
      'from',
    ],
    [
      'an earlier one that reaches into it',
      {},
      { agreement: 'b', from: '2026-01-01', to: '2026-03-01' },
      'AGREEMENT_OVERLAPS',
      'from',
    ],
  ])('refuses %s', (_, known, change, code, field) => {
    given(metered, agreed(known)).when(agree(change)).thenRefused(code, field);
  });

  test('before a known one is taken where it ends in time', () => {
    const earlier = { agreement: 'b', from: '2026-01-01', to: '2026-02-28' };
    given(metered, agreed()).when(agree(earlier)).then(agreed(earlier));
  });

  test('names a list of electricity, or none', () => {
    given(metered)
      .when(agree({ priceList: 'core' }), { priceList: { kind: 'compute', firstDay: '2026-01-01' } })
      .thenRefused('PRICE_LIST_OTHER_KIND', 'priceList');
    given(metered).when(agree(), { priceList: null }).then(agreed());
  });
});
