import { installation, type InstallationEvent } from '#domain/installation';
import { scenario } from '../../../../test/samples/scenario.js';

const NOW = Date.UTC(2026, 2, 2);
const { given } = scenario(installation, { now: NOW });
const name = { installation: '0193b6a0-7c1e-7000-8000-5a0f5b2c9d11', name: 'here', createdAt: 1 };
const named: InstallationEvent = { type: 'InstallationNamed', data: name };

describe('the name', () => {
  test('is given once, and first', () => {
    given()
      .when({ type: 'NameInstallation', ...name })
      .then(named);
    given(named)
      .when({ type: 'NameInstallation', ...name })
      .thenNothing();
    given(named)
      .when({ type: 'NameInstallation', ...name, name: 'elsewhere' })
      .thenRefused('INSTALLATION_NAMED', 'installation');
    given()
      .when({ type: 'NameInstallation', ...name, installation: 'mine' })
      .thenRefused('INSTALLATION_ID_INVALID', 'installation');
    given()
      .when({ type: 'RecordZoneOffsets', zone: 'UTC', offsets: [{ from: 0, offsetMinutes: 0 }] })
      .thenRefused('INSTALLATION_UNNAMED');
  });
});

describe('metering rules', () => {
  const rules = { gapLimitMs: 3_600_000, powerTolerancePermille: 50, futureToleranceMs: 300_000 };
  const set: InstallationEvent = { type: 'MeteringRulesSet', data: rules };

  test('hold from here on; the same again is no news', () => {
    given(named)
      .when({ type: 'SetMeteringRules', ...rules })
      .then(set);
    given(named, set)
      .when({ type: 'SetMeteringRules', ...rules })
      .thenNothing();
  });

  test.each([
    ['gapLimitMs', 59_999, 'GAP_LIMIT_OUT_OF_RANGE'],
    ['gapLimitMs', 32 * 86_400_000, 'GAP_LIMIT_OUT_OF_RANGE'],
    ['powerTolerancePermille', 1001, 'POWER_TOLERANCE_OUT_OF_RANGE'],
    ['futureToleranceMs', 86_400_001, 'FUTURE_TOLERANCE_OUT_OF_RANGE'],
  ])('refuse %s of %i', (field, value, code) => {
    given(named)
      .when({ type: 'SetMeteringRules', ...rules, [field]: value })
      .thenRefused(code, field);
  });
});

describe('the rule of useful heat', () => {
  const rule = { bandDeciC: 10, seasonFromMonth: 10, seasonToMonth: 4, setpointToleranceDeciC: 5 };
  const set: InstallationEvent = { type: 'UsefulHeatRuleSet', data: rule };

  test('holds from here on; the same again is no news', () => {
    given(named)
      .when({ type: 'SetUsefulHeatRule', ...rule })
      .then(set);
    given(named, set)
      .when({ type: 'SetUsefulHeatRule', ...rule })
      .thenNothing();
  });

  test.each([
    ['bandDeciC', 101, 'BAND_OUT_OF_RANGE'],
    ['setpointToleranceDeciC', 51, 'SETPOINT_TOLERANCE_OUT_OF_RANGE'],
  ])('refuses %s of %i', (field, value, code) => {
    given(named)
      .when({ type: 'SetUsefulHeatRule', ...rule, [field]: value })
      .thenRefused(code, field);
  });
});

describe('the offsets of a zone', () => {
  const SPRING = Date.UTC(2026, 2, 29, 1);
  const winter = { from: 0, offsetMinutes: 60 };
  const summer = { from: SPRING, offsetMinutes: 120 };
  const record = (offsets: { from: number; offsetMinutes: number }[], zone = 'Europe/Paris') =>
    ({ type: 'RecordZoneOffsets', zone, offsets }) as const;
  const recorded = (...offsets: { from: number; offsetMinutes: number }[]): InstallationEvent => ({
    type: 'ZoneOffsetsRecorded',
    data: { zone: 'Europe/Paris', offsets },
  });

  test('are recorded once; what is still to come may change, what was used may not', () => {
    given(named)
      .when(record([winter, summer]))
      .then(recorded(winter, summer));
    given(named, recorded(winter, summer))
      .when(record([winter, summer]))
      .thenNothing();
    // Summer time abolished before it begins.
    given(named, recorded(winter, summer))
      .when(record([winter]))
      .then(recorded(winter));
    given(named, recorded(winter, summer))
      .when(record([winter]), { now: SPRING })
      .thenRefused('ZONE_PAST_FIXED', 'offsets');
    given(named, recorded(winter))
      .when(record([{ from: 1, offsetMinutes: 60 }]))
      .thenRefused('ZONE_PAST_FIXED', 'offsets');
  });

  test.each([
    ['quarter hours', [{ from: 0, offsetMinutes: 345 }], 'ZONE_NOT_HALF_HOUR'],
    ['no offset', [], 'ZONE_OFFSETS_MISSING'],
    ['another order', [summer, winter], 'ZONE_OFFSETS_UNSORTED'],
    ['an instant twice', [winter, winter], 'ZONE_OFFSETS_UNSORTED'],
  ])('refuse %s', (_, offsets, code) => {
    given(named).when(record(offsets)).thenRefused(code, 'offsets');
  });

  test('are those of a zone with an IANA name', () => {
    given(named)
      .when(record([winter], 'the Moon'))
      .thenRefused('ZONE_INVALID', 'zone');
  });
});
