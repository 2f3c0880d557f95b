import { stateAfter } from '#domain/decision';
import { heater, site, supplyPoint, type HeaterCommand, type HeaterEvent } from '#domain/fleet';
import { scenario } from '../../../../test/samples/scenario.js';

const H = 3_600_000;
const T0 = Date.UTC(2026, 2, 1);
const PRM = '14500000000001';
const HALL = '14500000000002';

const block = stateAfter(site, [
  {
    type: 'SiteRegistered',
    data: { site: 'block', name: 'Block', address: 'Lyon', zone: 'Europe/Paris', kind: 'housing' },
  },
  { type: 'DwellingAdded', data: { site: 'block', dwelling: 'a1', label: 'A1' } },
  { type: 'DwellingAdded', data: { site: 'block', dwelling: 'a2', label: 'A2' } },
]);
const meterOf = (prm: string, dwelling: string | null, at = 'block') =>
  stateAfter(supplyPoint, [
    {
      type: 'SupplyPointRegistered',
      data: { supplyPoint: prm, site: at, dwelling, option: 'base', subscribedKva: 6 },
    },
  ]);

const plate = {
  heater: 'h1',
  model: 'QR',
  processorModel: 'X',
  processors: 4,
  cores: 16,
  ratedMainW: 500,
  ratedAuxW: 350,
  registerDigits: 9,
  meterClass: 'MID B',
  meterCertificate: 'M1',
};
const commissioned: HeaterEvent = { type: 'HeaterCommissioned', data: plate };
const commission: HeaterCommand = { type: 'CommissionHeater', ...plate };
const place = { site: 'block', supplyPoint: PRM, dwelling: 'a1' };
const there = { heater: 'h1', at: T0, ...place, mainWh: 1000, auxWh: 10 };
const installed: HeaterEvent = { type: 'HeaterInstalled', data: there };
const later = { heater: 'h1', at: T0 + H, mainWh: 1400, auxWh: 10 };
const move = { type: 'MoveHeater', ...later, ...place, dwelling: 'a2' } as const;
const removal = { type: 'RemoveHeater', ...later, reason: 'renovation' } as const;

const { given } = scenario(heater, { now: T0 + 24 * H, site: block, supplyPoint: meterOf(PRM, null) });

describe('commissioning', () => {
  test('makes a heater; the same again is no news', () => {
    given().when(commission).then(commissioned);
    given(commissioned).when(commission).thenNothing();
  });

  test('may be corrected until the heater is installed', () => {
    const corrected = { ...plate, cores: 32 };
    given(commissioned)
      .when({ type: 'CommissionHeater', ...corrected })
      .then({ type: 'HeaterCommissioned', data: corrected });
    given(commissioned, installed)
      .when({ type: 'CommissionHeater', ...corrected })
      .thenRefused('HEATER_COMMISSIONED', 'heater');
  });

  test.each([
    ['processors', 0],
    ['cores', 0],
    ['cores', 3],
    ['ratedMainW', 0],
    ['ratedMainW', 100_001],
    ['ratedAuxW', -1],
    ['registerDigits', 3],
    ['registerDigits', 13],
  ])('refuses a type plate with %s %i', (field, value) => {
    given()
      .when({ ...commission, [field]: value })
      .thenRefused('RATING_OUT_OF_RANGE', field);
  });

  test('a heater without a resistive element has 0 W there', () => {
    given()
      .when({ ...commission, ratedAuxW: 0 })
      .then({ type: 'HeaterCommissioned', data: { ...plate, ratedAuxW: 0 } });
  });

  test.each<HeaterCommand>([
    { type: 'OpenHeaterEpoch', heater: 'h1', epoch: 0, publicKey: null, reason: 'x' },
    { type: 'DeclareHeaterPlain', heater: 'h1', reason: 'x' },
    { type: 'DeclareHeaterHousehold', heater: 'h1', reason: 'x' },
    { type: 'InstallHeater', ...there },
    move,
    removal,
    { type: 'SetHeaterMode', heater: 'h1', at: T0, mode: 'off' },
    { type: 'RecordHeaterOpened', heater: 'h1', at: T0 },
    { type: 'ResetHeater', heater: 'h1', at: T0, reason: 'x' },
  ])('$type of a heater that nobody commissioned is refused', (command) => {
    given().when(command).thenRefused('HEATER_UNKNOWN', 'heater');
  });
});

describe('an epoch', () => {
  const KEY = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
  const open = (epoch: number, publicKey: string | null) =>
    ({ type: 'OpenHeaterEpoch', heater: 'h1', epoch, publicKey, reason: 'board' }) as const;
  const opened = (epoch: number, publicKey: string | null): HeaterEvent => ({
    type: 'HeaterEpochOpened',
    data: { heater: 'h1', epoch, publicKey, reason: 'board' },
  });

  test('is the next one, from 0', () => {
    given(commissioned).when(open(0, KEY)).then(opened(0, KEY));
    given(commissioned, opened(0, KEY)).when(open(1, null)).then(opened(1, null));
    given(commissioned, opened(0, KEY)).when(open(2, KEY)).thenRefused('EPOCH_NOT_NEXT', 'epoch');
  });

  test('opened twice: the same key is no news, another one is refused', () => {
    given(commissioned, opened(0, KEY)).when(open(0, KEY)).thenNothing();
    given(commissioned, opened(0, KEY)).when(open(0, null)).thenRefused('EPOCH_OPENED', 'epoch');
  });

  test.each([
    ['31 bytes', KEY.slice(0, 42)],
    ['33 bytes', `${KEY}A`],
    ['bits beyond the 32nd byte', `${KEY.slice(0, 42)}p`],
    ['letters of the other base64', KEY.replace('_', '/')],
  ])('refuses a key of %s', (_, key) => {
    given(commissioned).when(open(0, key)).thenRefused('PUBLIC_KEY_INVALID', 'publicKey');
  });
});

describe('installing', () => {
  const install = { type: 'InstallHeater', ...there } as const;

  test('puts a heater at a supply point, with its registers', () => {
    given(commissioned).when(install).then(installed);
    given(commissioned)
      .when(install, { supplyPoint: meterOf(PRM, 'a1') })
      .then(installed);
  });

  test('twice is refused: it stands somewhere', () => {
    given(commissioned, installed)
      .when({ ...install, at: T0 + H })
      .thenRefused('HEATER_INSTALLED', 'heater');
  });

  test.each([
    ['a site that is not there', { site: null }, 'SITE_UNKNOWN', 'site'],
    ['a supply point that is not there', { supplyPoint: null }, 'SUPPLY_POINT_UNKNOWN', 'supplyPoint'],
    [
      'a supply point of another site',
      { supplyPoint: meterOf(PRM, null, 'school') },
      'SUPPLY_POINT_ELSEWHERE',
      'supplyPoint',
    ],
    [
      "another dwelling's supply point",
      { supplyPoint: meterOf(PRM, 'a2') },
      'SUPPLY_POINT_OF_ANOTHER_DWELLING',
      'dwelling',
    ],
  ])('at %s is refused', (_, told, code, field) => {
    given(commissioned).when(install, told).thenRefused(code, field);
  });

  test.each([
    ['a dwelling that is not there', { dwelling: 'z9' }, 'DWELLING_UNKNOWN', 'dwelling'],
    ['an instant ahead of now', { at: T0 + 25 * H }, 'AT_IN_FUTURE', 'at'],
    ['seconds instead of ms', { at: T0 / 1000 }, 'INSTANT_INVALID', 'at'],
    ['a register with more digits than the meter', { mainWh: 1e9 }, 'REGISTER_TOO_LARGE', 'mainWh'],
    ['an auxiliary register likewise', { auxWh: 1e9 }, 'REGISTER_TOO_LARGE', 'auxWh'],
  ])('with %s is refused', (_, change, code, field) => {
    given(commissioned)
      .when({ ...install, ...change })
      .thenRefused(code, field);
  });
});

describe('moving and removing', () => {
  test('a move goes from where it stands to another place', () => {
    const { type: _type, ...data } = move;
    given(commissioned, installed).when(move).then({ type: 'HeaterMoved', data });
    given(commissioned, installed)
      .when({ ...move, dwelling: 'a1' })
      .thenRefused('HEATER_THERE_ALREADY', 'supplyPoint');
  });

  test('only what stands somewhere can be moved or removed', () => {
    given(commissioned).when(move).thenRefused('HEATER_NOT_INSTALLED', 'heater');
    given(commissioned).when(removal).thenRefused('HEATER_NOT_INSTALLED', 'heater');
    const removed: HeaterEvent = { type: 'HeaterRemoved', data: { ...later, reason: 'renovation' } };
    given(commissioned, installed).when(removal).then(removed);
    given(commissioned, installed, removed)
      .when({ ...removal, at: T0 + 2 * H })
      .thenRefused('HEATER_NOT_INSTALLED');
  });

  test.each<[string, HeaterCommand]>([
    ['a move', { ...move, at: T0 }],
    ['a removal', { ...removal, at: T0 - 1 }],
    [
      'an exchange',
      {
        type: 'ExchangeHeaterMeter',
        heater: 'h1',
        at: T0,
        oldMainWh: 1000,
        oldAuxWh: 10,
        newMainWh: 0,
        newAuxWh: 0,
      },
    ],
  ])('%s not after the installation is refused', (_, command) => {
    given(commissioned, installed).when(command).thenRefused('AT_BEFORE_LAST', 'at');
  });

  test('registers below the last ones known are refused, the field named', () => {
    given(commissioned, installed)
      .when({ ...move, mainWh: 999 })
      .thenRefused('REGISTER_FELL', 'mainWh');
    given(commissioned, installed)
      .when({ ...removal, auxWh: 9 })
      .thenRefused('REGISTER_FELL', 'auxWh');
  });

  test('a fall that rated power explains is a wrap', () => {
    const full: HeaterEvent = { type: 'HeaterInstalled', data: { ...there, mainWh: 999_999_600 } };
    const wrapped = { ...removal, mainWh: 100 };
    const { type: _type, ...data } = wrapped;
    given(commissioned, full).when(wrapped).then({ type: 'HeaterRemoved', data });
    given(commissioned, full)
      .when({ ...wrapped, mainWh: 800 })
      .thenRefused('REGISTER_FELL', 'mainWh');
  });

  test('an exchange ends the old registers and begins new ones', () => {
    const exchange = {
      heater: 'h1',
      at: T0 + H,
      oldMainWh: 1400,
      oldAuxWh: 10,
      newMainWh: 0,
      newAuxWh: 5,
    };
    const exchanged: HeaterEvent = { type: 'HeaterMeterExchanged', data: exchange };
    given(commissioned, installed)
      .when({ type: 'ExchangeHeaterMeter', ...exchange })
      .then(exchanged);
    given(commissioned, installed)
      .when({ type: 'ExchangeHeaterMeter', ...exchange, oldMainWh: 900 })
      .thenRefused('REGISTER_FELL', 'oldMainWh');
    const after = { ...move, at: T0 + 2 * H, mainWh: 300, auxWh: 5 };
    const { type: _type, ...data } = after;
    given(commissioned, installed, exchanged).when(after).then({ type: 'HeaterMoved', data });
  });
});

test('a supply point that serves a hall takes a heater without a dwelling', () => {
  const inHall = { ...there, supplyPoint: HALL, dwelling: null };
  given(commissioned)
    .when({ type: 'InstallHeater', ...inHall }, { supplyPoint: meterOf(HALL, null) })
    .then({ type: 'HeaterInstalled', data: inHall });
});
