import { meterOptionOn, supplyPoint, type SupplyPointEvent } from '#domain/fleet';
import { stateAfter } from '#domain/decision';
import { scenario } from '../../../../test/samples/scenario.js';

const PRM = '14500000000001';
const metered: SupplyPointEvent = {
  type: 'SupplyPointRegistered',
  data: { supplyPoint: PRM, site: 'block', dwelling: 'a1', option: 'base', subscribedKva: 6 },
};
const { given } = scenario(supplyPoint, {
  site: null,
  ownerKnown: true,
  priceList: { kind: 'electricity' as const, firstDay: '2026-01-01' },
  missingCells: [] as readonly string[],
});

describe('the option of a meter', () => {
  const data = { supplyPoint: PRM, from: '2026-06-01', option: 'hphc', subscribedKva: 9 } as const;
  const set = { type: 'SetSupplyPointOption', ...data } as const;
  const changed: SupplyPointEvent = { type: 'SupplyPointOptionSet', data };

  test('holds from its day on; the same again is no news', () => {
    given(metered).when(set).then(changed);
    given(metered, changed).when(set).thenNothing();
    const state = stateAfter(supplyPoint, [metered, changed]);
    expect(meterOptionOn(state, '2026-05-31')).toMatchObject({ option: 'base', subscribedKva: 6 });
    expect(meterOptionOn(state, '2026-06-01')).toEqual({ option: 'hphc', subscribedKva: 9 });
  });

  test.each([
    ['no such day', { from: '2026-02-30' }, 'DATE_INVALID', 'from'],
    ['no power', { subscribedKva: 0 }, 'KVA_OUT_OF_RANGE', 'subscribedKva'],
  ])('%s is refused', (_, change, code, field) => {
    given(metered)
      .when({ ...set, ...change })
      .thenRefused(code, field);
  });

  test('a list that cannot price it is refused, as tariff and as credit', () => {
    const lacking = { missingCells: ['hp', 'hc'] };
    given(metered)
      .when(
        { type: 'SetSupplyPointTariff', supplyPoint: PRM, from: '2026-06-01', priceList: 'flat' },
        lacking,
      )
      .thenRefused('PRICE_CELLS_DO_NOT_FIT', 'priceList');
    const agreement = {
      supplyPoint: PRM,
      agreement: 'ag-1',
      from: '2026-06-01',
      to: null,
      tax: 'including',
      registers: { main: true, aux: false },
      estimates: true,
    } as const;
    given(metered)
      .when({ type: 'AgreeRepayment', ...agreement, priceList: 'flat' }, lacking)
      .thenRefused('PRICE_CELLS_DO_NOT_FIT', 'priceList');
    given(metered)
      .when({ type: 'AgreeRepayment', ...agreement, priceList: null }, lacking)
      .then({ type: 'RepaymentAgreed', data: { ...agreement, priceList: null } });
  });
});

describe('off-peak windows', () => {
  const data = {
    supplyPoint: PRM,
    from: '2026-06-01',
    winter: ['22:38-06:38'],
    summer: ['01:10-07:40', '12:40-14:10'],
    peak: ['09:00-11:00', '18:00-20:00'],
  };
  const set = { type: 'SetOffPeakWindows', ...data } as const;
  const windows: SupplyPointEvent = { type: 'OffPeakWindowsSet', data };

  test('lie at any minute, one or two a day, also across midnight', () => {
    given(metered).when(set).then(windows);
    given(metered, windows).when(set).thenNothing();
    const touching = { winter: ['22:00-02:00', '02:00-06:00'] };
    given(metered)
      .when({ ...set, ...touching })
      .then({ type: 'OffPeakWindowsSet', data: { ...data, ...touching } });
  });

  test.each([
    ['a window without length', { winter: ['22:00-22:00'] }, 'WINDOW_EMPTY', 'winter.0'],
    ['no window in summer', { summer: [] }, 'WINDOWS_MISSING', 'summer'],
    ['no window in winter', { winter: [] }, 'WINDOWS_MISSING', 'winter'],
    ['two that overlap', { summer: ['01:00-04:00', '03:59-05:00'] }, 'WINDOWS_OVERLAP', 'summer.1'],
    [
      'two that overlap across midnight',
      { winter: ['22:00-06:00', '05:00-07:00'] },
      'WINDOWS_OVERLAP',
      'winter.1',
    ],
    ['the same twice', { peak: ['09:00-11:00', '09:00-11:00'] }, 'WINDOWS_OVERLAP', 'peak.1'],
    ['peak while off-peak', { peak: ['06:00-08:00'] }, 'WINDOWS_OVERLAP', 'peak'],
    ['an hour that is none', { winter: ['22:00-24:00'] }, 'WINDOW_INVALID', 'winter.0'],
  ])('%s is refused', (_, change, code, field) => {
    given(metered)
      .when({ ...set, ...change })
      .thenRefused(code, field);
  });
});
