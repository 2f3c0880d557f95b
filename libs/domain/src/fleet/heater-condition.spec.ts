import { stateAfter } from '#domain/decision';
import { heater, site, supplyPoint, type HeaterEvent } from '#domain/fleet';
import { scenario } from '../../../../test/samples/scenario.js';

const T0 = Date.UTC(2026, 2, 1);
const commissioned: HeaterEvent = {
  type: 'HeaterCommissioned',
  data: {
    heater: 'h1',
    model: 'QR',
    processorModel: 'X',
    processors: 1,
    cores: 4,
    ratedMainW: 500,
    ratedAuxW: 0,
    registerDigits: 9,
    meterClass: 'B',
    meterCertificate: 'M',
  },
};
const inPlace = (dwelling: string | null) => ({
  heater: 'h1',
  at: T0,
  site: 'block',
  supplyPoint: '14500000000001',
  dwelling,
  mainWh: 0,
  auxWh: 0,
});
const installedIn = (dwelling: string | null): HeaterEvent => ({
  type: 'HeaterInstalled',
  data: inPlace(dwelling),
});
const { given } = scenario(heater, { now: T0 + 1_000_000, site: null, supplyPoint: null });

describe('sealing', () => {
  const plain: HeaterEvent = { type: 'HeaterDeclaredPlain', data: { heater: 'h1', reason: 'office' } };
  const household: HeaterEvent = { type: 'HeaterDeclaredHousehold', data: { heater: 'h1', reason: 'home' } };
  const declarePlain = { type: 'DeclareHeaterPlain', heater: 'h1', reason: 'office' } as const;
  const declareHousehold = { type: 'DeclareHeaterHousehold', heater: 'h1', reason: 'home' } as const;

  test('a heater is a household’s until someone says that it is not', () => {
    given(commissioned).when(declareHousehold).thenNothing();
    given(commissioned).when(declarePlain).then(plain);
    given(commissioned, plain).when(declarePlain).thenNothing();
    given(commissioned, plain).when(declareHousehold).then(household);
    given(commissioned, plain, household).when(declarePlain).then(plain);
  });

  test('what stands in a dwelling stays sealed', () => {
    given(commissioned, installedIn('a1')).when(declarePlain).thenRefused('HEATER_IN_DWELLING', 'heater');
    given(commissioned, installedIn(null)).when(declarePlain).then(plain);
  });

  test('what is recorded in the clear does not go into a home', () => {
    const block = stateAfter(site, [
      {
        type: 'SiteRegistered',
        data: { site: 'block', name: 'B', address: 'L', zone: 'Europe/Paris', kind: 'housing' },
      },
      { type: 'DwellingAdded', data: { site: 'block', dwelling: 'a1', label: 'A1' } },
    ]);
    const meter = stateAfter(supplyPoint, [
      {
        type: 'SupplyPointRegistered',
        data: {
          supplyPoint: '14500000000001',
          site: 'block',
          dwelling: 'a1',
          option: 'base',
          subscribedKva: 6,
        },
      },
    ]);
    const install = { type: 'InstallHeater', ...inPlace('a1') } as const;
    given(commissioned, plain)
      .when(install, { site: block, supplyPoint: meter })
      .thenRefused('HEATER_IS_PLAIN', 'dwelling');
    given(commissioned, plain, household)
      .when(install, { site: block, supplyPoint: meter })
      .then(installedIn('a1'));
  });
});

describe('the mode', () => {
  const set = (at: number, mode: 'normal' | 'off') =>
    ({ type: 'SetHeaterMode', heater: 'h1', at, mode }) as const;
  const off: HeaterEvent = { type: 'HeaterModeSet', data: { heater: 'h1', at: T0, mode: 'off' } };

  test('is set in order; the same again is no news', () => {
    given(commissioned).when(set(T0, 'off')).then(off);
    given(commissioned, off)
      .when(set(T0 + 5, 'off'))
      .thenNothing();
    given(commissioned, off).when(set(T0, 'normal')).thenRefused('AT_BEFORE_LAST', 'at');
    given(commissioned, off)
      .when(set(T0 + 5, 'normal'))
      .then({ type: 'HeaterModeSet', data: { heater: 'h1', at: T0 + 5, mode: 'normal' } });
  });
});

describe('an opened case', () => {
  const record = (at: number) => ({ type: 'RecordHeaterOpened', heater: 'h1', at }) as const;
  const resetAt = (at: number) => ({ type: 'ResetHeater', heater: 'h1', at, reason: 'dust' }) as const;
  const opened = (at: number): HeaterEvent => ({ type: 'HeaterOpened', data: { heater: 'h1', at } });
  const reset = (at: number): HeaterEvent => ({
    type: 'HeaterReset',
    data: { heater: 'h1', at, reason: 'dust' },
  });

  test('is open until it is reset', () => {
    given(commissioned).when(record(T0)).then(opened(T0));
    given(commissioned, opened(T0))
      .when(record(T0 + 9))
      .thenNothing();
    given(commissioned, opened(T0))
      .when(resetAt(T0 + 9))
      .then(reset(T0 + 9));
    given(commissioned, opened(T0), reset(T0 + 9))
      .when(record(T0 + 20))
      .then(opened(T0 + 20));
  });

  test.each([
    ['a reset of a closed case', [commissioned], resetAt(T0), 'HEATER_NOT_OPENED', 'heater'],
    ['a reset before the opening', [commissioned, opened(T0)], resetAt(T0 - 1), 'AT_BEFORE_LAST', 'at'],
    ['an opening before the known one', [commissioned, opened(T0)], record(T0 - 1), 'AT_BEFORE_LAST', 'at'],
    [
      'an opening before the last reset',
      [commissioned, opened(T0), reset(T0 + 9)],
      record(T0 + 8),
      'AT_BEFORE_LAST',
      'at',
    ],
    ['an opening ahead of now', [commissioned], record(T0 + 9_000_000), 'AT_IN_FUTURE', 'at'],
    ['a reset ahead of now', [commissioned, opened(T0)], resetAt(T0 + 9_000_000), 'AT_IN_FUTURE', 'at'],
  ])('%s is refused', (_, history, command, code, field) => {
    given(...history)
      .when(command)
      .thenRefused(code, field);
  });
});
