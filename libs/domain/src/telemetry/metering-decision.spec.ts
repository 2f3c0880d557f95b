import { meteringDecision, type MeteringCommand, type MeteringEvent } from '#domain/telemetry';
import { scenario } from '../../../../test/samples/scenario.js';

const H = 3_600_000;
const T0 = Date.UTC(2026, 2, 1);
const span = { heater: 'h1', from: T0, to: T0 + H };
const { given } = scenario(meteringDecision, {
  now: T0 + 24 * H,
  ratedW: 1000,
  powerTolerancePermille: 50,
  installedSince: T0,
  held: [{ from: T0, to: T0 + H, status: 'held' }],
});

const release = { type: 'ReleaseHeldSpan', ...span, reason: 'checked' } as const;
const discard = { type: 'DiscardHeldSpan', ...span, reason: 'checked' } as const;
const released: MeteringEvent = { type: 'HeldSpanReleased', data: { ...span, reason: 'checked' } };
const discarded: MeteringEvent = { type: 'HeldSpanDiscarded', data: { ...span, reason: 'checked' } };
const correction = { ...span, correction: 'c1', register: 'main' as const, energyWh: 95, reason: 'by hand' };
const estimate = { ...span, mainWh: 400, auxWh: 100, method: 'last week', acceptedBy: 'C. Duval' };
const aside = { ...span, reason: 'repair', acceptedBy: 'C. Duval' };
const end = { heater: 'h1', job: 'j1', attempt: 1, at: T0, outcome: 'failed' as const, reason: 'stolen' };

describe('a held span', () => {
  const place = { from: T0, to: T0 + H };

  test('is released or discarded, once', () => {
    given().when(release).then(released);
    given().when(discard).then(discarded);
    for (const context of [{ held: [{ ...place, status: 'released' as const }] }, { held: null }]) {
      given(released).when(release, context).thenNothing();
      given(released).when(discard, context).thenRefused('SPAN_DECIDED', 'from');
    }
  });

  test('held anew after the past was told anew is decided anew', () => {
    given(released).when(release).then(released);
    given(released).when(discard).then(discarded);
  });

  test('is one that the fold holds, where that is known', () => {
    given().when(release, { held: [] }).thenRefused('SPAN_NOT_HELD', 'from');
    given()
      .when(release, { held: [{ from: T0, to: T0 + H + 1, status: 'held' }] })
      .thenRefused('SPAN_NOT_HELD', 'from');
    given().when(release, { held: null }).then(released);
  });

  test('may be years long and begin in 1970: a wrong clock made it', () => {
    const ever = { ...release, from: 0 };
    const held = [{ from: 0, to: T0 + H, status: 'held' as const }];
    given()
      .when(ever, { held })
      .then({ type: 'HeldSpanReleased', data: { heater: 'h1', from: 0, to: T0 + H, reason: 'checked' } });
    given()
      .when({ ...release, to: T0 })
      .thenRefused('SPAN_EMPTY', 'to');
  });
});

test('a correction, an estimate, a span set aside, a declared end: each once under its own content', () => {
  const corrected: MeteringEvent = { type: 'EnergyCorrected', data: correction };
  given()
    .when({ type: 'CorrectEnergy', ...correction })
    .then(corrected);
  given(corrected)
    .when({ type: 'CorrectEnergy', ...correction })
    .thenNothing();
  given(corrected)
    .when({ type: 'CorrectEnergy', ...correction, energyWh: 96 })
    .thenRefused('CORRECTION_ID_TAKEN', 'correction');
  const accepted: MeteringEvent = { type: 'EstimateAccepted', data: estimate };
  given()
    .when({ type: 'AcceptEstimate', ...estimate })
    .then(accepted);
  given(accepted)
    .when({ type: 'AcceptEstimate', ...estimate })
    .thenNothing();
  const setAside: MeteringEvent = { type: 'SpanSetAside', data: aside };
  given()
    .when({ type: 'SetSpanAside', ...aside })
    .then(setAside);
  given(setAside)
    .when({ type: 'SetSpanAside', ...aside })
    .thenNothing();
  const declared: MeteringEvent = { type: 'AttemptEndDeclared', data: end };
  given()
    .when({ type: 'DeclareAttemptEnd', ...end })
    .then(declared);
  given(declared)
    .when({ type: 'DeclareAttemptEnd', ...end, reason: 'again' })
    .thenNothing();
  given(declared)
    .when({ type: 'DeclareAttemptEnd', ...end, outcome: 'completed' })
    .thenRefused('ATTEMPT_END_DECLARED', 'attempt');
});

test.each([release, discard])('$type refuses a heater that nobody commissioned', (command) => {
  given().when(command, { ratedW: null }).thenRefused('HEATER_UNKNOWN', 'heater');
});

const commands: readonly MeteringCommand[] = [
  { type: 'CorrectEnergy', ...correction },
  { type: 'AcceptEstimate', ...estimate },
  { type: 'SetSpanAside', ...aside },
];

describe.each(commands)('$type', (command) => {
  test.each([
    ['that is empty', { from: T0, to: T0 }, 'SPAN_EMPTY'],
    ['that runs backwards', { from: T0, to: T0 - H }, 'SPAN_EMPTY'],
    ['of more than 400 days', { from: T0 - 401 * 24 * H, to: T0 }, 'SPAN_TOO_LONG'],
    ['that is not over', { from: T0, to: T0 + 25 * H }, 'AT_IN_FUTURE'],
  ])('refuses a span %s', (_, bounds, code) => {
    given()
      .when({ ...command, ...bounds } as MeteringCommand)
      .thenRefused(code, 'to');
  });

  test('refuses a heater that nobody commissioned', () => {
    given().when(command, { ratedW: null }).thenRefused('HEATER_UNKNOWN', 'heater');
  });
});

describe.each(commands)('$type', (command) => {
  test('is about time in which the heater was installed', () => {
    given()
      .when(command, { installedSince: T0 + H })
      .thenRefused('SPAN_BEFORE_INSTALLATION', 'to');
    given().when(command, { installedSince: null }).thenRefused('SPAN_BEFORE_INSTALLATION', 'to');
  });

  test('refuses seconds instead of ms', () => {
    given()
      .when({ ...command, from: T0 / 1000 } as MeteringCommand)
      .thenRefused('INSTANT_INVALID', 'from');
  });
});

describe('more than the heater can draw', () => {
  test.each<[string, MeteringCommand, string]>([
    ['a correction', { type: 'CorrectEnergy', ...correction, energyWh: 1052 }, 'energyWh'],
    ['an estimate', { type: 'AcceptEstimate', ...estimate, mainWh: 952 }, 'mainWh'],
  ])('%s is refused; rated power and 5 % are not too much', (_, command, field) => {
    given().when(command).thenRefused('ENERGY_ABSURD', field);
    given()
      .when({ type: 'CorrectEnergy', ...correction, energyWh: 1051 })
      .then({ type: 'EnergyCorrected', data: { ...correction, energyWh: 1051 } });
  });

  test('is told by the tolerance that is recorded', () => {
    const drawn = (energyWh: number) => ({ type: 'CorrectEnergy' as const, ...correction, energyWh });
    const generous = { powerTolerancePermille: 200 };
    given()
      .when(drawn(1201), generous)
      .then({ type: 'EnergyCorrected', data: { ...correction, energyWh: 1201 } });
    given().when(drawn(1202), generous).thenRefused('ENERGY_ABSURD', 'energyWh');
    given().when(drawn(1002), { powerTolerancePermille: 0 }).thenRefused('ENERGY_ABSURD', 'energyWh');
  });

  test('an end ahead of now is refused', () => {
    given()
      .when({ type: 'DeclareAttemptEnd', ...end, at: T0 + 25 * H })
      .thenRefused('AT_IN_FUTURE', 'at');
  });
});
