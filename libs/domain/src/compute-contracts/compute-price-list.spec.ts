import {
  computePriceList,
  flatPrice,
  type AnyPriceListEvent,
  type ComputePrice,
  type ComputePriceCommand,
  type ContractOnList,
  type PriceComponent,
} from '#domain/compute-contracts';
import { scenario } from '../../../../test/samples/scenario.js';

const { given } = scenario(computePriceList, { contracts: [], today: '2026-05-01' });
const core: ComputePrice = {
  priceList: 'core',
  from: '2026-01-01',
  unit: 'core-hour',
  components: flatPrice('0.05'),
};
const july: ComputePrice = { ...core, from: '2026-07-01', components: flatPrice('0.06') };
const set = (price: ComputePrice): ComputePriceCommand => ({ type: 'SetComputePrice', ...price });
const correct = (price: ComputePrice): ComputePriceCommand => ({
  type: 'CorrectComputePrice',
  ...price,
  reason: 'misprinted',
});
const wasSet = (price: ComputePrice): AnyPriceListEvent => ({ type: 'ComputePriceSet', data: price });
const any = flatPrice('0.05')[0]!;
const tier = (upTo: string | null, eurPerUnit = '1', flatEur = '0') => ({ upTo, eurPerUnit, flatEur });
const graduated = (...tiers: PriceComponent['tiers']): PriceComponent => ({
  ...any,
  scheme: 'graduated',
  tiers,
});

describe('prices of computing', () => {
  test('hold from their day on; the same again is no news', () => {
    given().when(set(core)).then(wasSet(core));
    given(wasSet(core)).when(set(core)).thenNothing();
    given(wasSet(core)).when(set(july)).then(wasSet(july));
  });

  test('stay as announced, and nothing is slipped in before', () => {
    given(wasSet(core))
      .when(set({ ...core, components: flatPrice('0.06') }))
      .thenRefused('PRICE_ANNOUNCED', 'from');
    given(wasSet(core), wasSet(july))
      .when(set({ ...core, from: '2026-06-01' }))
      .thenRefused('PRICE_BEFORE_ANNOUNCED', 'from');
  });

  test('that were wrong or missing are corrected, with a reason, on any day', () => {
    const right = { ...core, components: flatPrice('0.04') };
    given(wasSet(core), wasSet(july))
      .when(correct(right))
      .then({ type: 'ComputePriceCorrected', data: { ...right, reason: 'misprinted' } });
    given(wasSet(core)).when(correct(core)).thenNothing();
    const missing = { ...core, from: '2026-03-01', components: flatPrice('0.045') };
    given(wasSet(core), wasSet(july))
      .when(correct(missing))
      .then({ type: 'ComputePriceCorrected', data: { ...missing, reason: 'misprinted' } });
    given(wasSet(core)).when(correct(july)).thenRefused('NOTHING_TO_CORRECT', 'from');
    given().when(correct(core)).thenRefused('PRICE_LIST_UNKNOWN', 'priceList');
  });

  test('are of one kind and one unit', () => {
    const electricity: AnyPriceListEvent = {
      type: 'ElectricityPriceSet',
      data: { priceList: 'core', from: '2026-01-01', cells: [], source: 'JORF' },
    };
    given(electricity).when(set(core)).thenRefused('PRICE_LIST_OTHER_KIND', 'priceList');
    given(wasSet(core))
      .when(set({ ...july, unit: 'ghz-hour' }))
      .thenRefused('UNIT_DOES_NOT_FIT', 'unit');
    given(wasSet(core))
      .when(correct({ ...core, unit: 'ghz-hour' }))
      .thenRefused('UNIT_DOES_NOT_FIT', 'unit');
  });
});

describe('a price that cannot be applied is refused:', () => {
  const packages = { ...any, scheme: 'package' as const };
  test.each<[string, PriceComponent[], string, string]>([
    ['no price', flatPrice('0'), 'PRICE_ABSURD', 'components.0.tiers.0.eurPerUnit'],
    ['a price per core-month', flatPrice('101'), 'PRICE_ABSURD', 'components.0.tiers.0.eurPerUnit'],
    [
      'an absurd fee',
      [graduated(tier(null, '1', '1000001'))],
      'PRICE_ABSURD',
      'components.0.tiers.0.flatEur',
    ],
    ['a component twice', [any, { ...any }], 'COMPONENT_TWICE', 'components.1'],
    [
      'tiers that fall',
      [graduated(tier('10'), tier('10'), tier(null))],
      'TIERS_NOT_ASCENDING',
      'components.0.tiers.1.upTo',
    ],
    [
      'an open tier inside',
      [graduated(tier(null), tier(null))],
      'TIERS_NOT_ASCENDING',
      'components.0.tiers.0.upTo',
    ],
    [
      'a last tier with an end',
      [graduated(tier('10'), tier('20'))],
      'TIERS_NOT_OPEN_ENDED',
      'components.0.tiers.1.upTo',
    ],
    [
      'a bound finer than work is counted',
      [graduated(tier('0.0001'), tier(null))],
      'QUANTITY_OUT_OF_RANGE',
      'components.0.tiers.0.upTo',
    ],
    [
      'two tiers of a per-unit price',
      [{ ...any, tiers: [tier('10'), tier(null)] }],
      'TIERS_TOO_MANY',
      'components.0.tiers',
    ],
    ['a package without size', [packages], 'PACKAGE_SIZE_MISSING', 'components.0.packageUnits'],
    [
      'a package of nothing',
      [{ ...packages, packageUnits: '0' }],
      'QUANTITY_OUT_OF_RANGE',
      'components.0.packageUnits',
    ],
    [
      'a size without packages',
      [{ ...any, packageUnits: '10' }],
      'PACKAGE_SIZE_UNUSED',
      'components.0.packageUnits',
    ],
  ])('%s', (_what, components, code, field) => {
    given()
      .when(set({ ...core, components }))
      .thenRefused(code, field);
  });

  test('a day that is none', () => {
    given()
      .when(set({ ...core, from: '2026-02-30' }))
      .thenRefused('DATE_INVALID', 'from');
  });
});

describe('notice of a new price', () => {
  const asking: ContractOnList = {
    client: 'lab',
    contract: 'lab-1',
    priceDays: 60,
    to: null,
    notices: [],
  };
  const notice = (sentOn: string, from = july.from, priceList = 'core') => ({ priceList, from, sentOn });

  test.each<[string, Partial<ContractOnList>]>([
    ['sent 60 days before', { notices: [notice('2026-05-02')] }],
    ['not asked for', { priceDays: 0 }],
    ['of a contract that ended before', { to: '2026-06-30' }],
  ])('%s: the price is set', (_what, terms) => {
    given(wasSet(core))
      .when(set(july), { contracts: [{ ...asking, ...terms }] })
      .then(wasSet(july));
  });

  test.each<[string, Partial<ContractOnList>]>([
    ['never sent', {}],
    ['sent 59 days before', { notices: [notice('2026-05-03')] }],
    ['of another day', { notices: [notice('2026-05-02', '2026-08-01')] }],
    ['of another list', { notices: [notice('2026-05-02', july.from, 'gpu')] }],
  ])('%s: the price is refused', (_what, terms) => {
    given(wasSet(core))
      .when(set(july), { contracts: [{ ...asking, ...terms }] })
      .thenRefused('PRICE_NOTICE_MISSING', 'from');
  });

  const dearer = { ...july, components: flatPrice('0.09') };
  const may = { ...core, from: '2026-05-15', components: flatPrice('0.09') };
  test.each<[string, ComputePrice, string]>([
    ['raises a price to come', dearer, '2026-05-01'],
    ['raises one whose first day is today', dearer, '2026-07-01'],
    ['puts a dearer one before it', may, '2026-05-01'],
    [
      'may raise it: another form',
      { ...july, components: [graduated(tier('9', '0.01'), tier(null, '0.05'))] },
      '2026-05-01',
    ],
    [
      'may raise it: one more component',
      { ...july, components: [any, { ...any, plan: 'gpu' }] },
      '2026-05-01',
    ],
  ])('is asked for by a correction that %s', (_what, price, today) => {
    const history = [wasSet(core), wasSet(july)];
    given(...history)
      .when(correct(price), { contracts: [asking], today })
      .thenRefused('PRICE_NOTICE_MISSING', 'from');
    given(...history)
      .when(correct(price), {
        contracts: [{ ...asking, notices: [notice('2026-02-01', price.from)] }],
        today,
      })
      .then({ type: 'ComputePriceCorrected', data: { ...price, reason: 'misprinted' } });
  });

  test('is not needed for a correction of a price that is past, however dear', () => {
    given(wasSet(core), wasSet(july))
      .when(correct(dearer), { contracts: [asking], today: '2026-07-02' })
      .then({ type: 'ComputePriceCorrected', data: { ...dearer, reason: 'misprinted' } });
  });

  test('is not needed for a first price, nor for a correction that lowers one', () => {
    given()
      .when(set(july), { contracts: [asking] })
      .then(wasSet(july));
    given(wasSet(core), wasSet(july))
      .when(correct({ ...july, components: flatPrice('0.055') }), { contracts: [asking] })
      .then({
        type: 'ComputePriceCorrected',
        data: { ...july, components: flatPrice('0.055'), reason: 'misprinted' },
      });
  });
});
