import {
  accept,
  exhausted,
  firstRefused,
  isSame,
  payloadOf,
  refuse,
  refuseIf,
  type Check,
  type Decider,
  type Decision,
} from '#domain/decision';
import type { InstallationNamed, MeteringRulesSet, UsefulHeatRuleSet, ZoneOffsetsRecorded } from '#events';

export type InstallationCommand =
  | ({ readonly type: 'NameInstallation' } & InstallationNamed['data'])
  | ({ readonly type: 'SetMeteringRules' } & MeteringRulesSet['data'])
  | ({ readonly type: 'SetUsefulHeatRule' } & UsefulHeatRuleSet['data'])
  | ({ readonly type: 'RecordZoneOffsets' } & ZoneOffsetsRecorded['data']);
export type InstallationEvent =
  InstallationNamed | MeteringRulesSet | UsefulHeatRuleSet | ZoneOffsetsRecorded;

/** `now` (ms UTC): the offsets before it have been used and are fixed. */
export interface InstallationContext {
  readonly now: number;
}

export interface InstallationState {
  readonly named: InstallationNamed['data'] | null;
  readonly rules: MeteringRulesSet['data'] | null;
  readonly usefulHeat: UsefulHeatRuleSet['data'] | null;
  readonly zones: ReadonlyMap<string, ZoneOffsetsRecorded['data']['offsets']>;
}

type Offsets = ZoneOffsetsRecorded['data']['offsets'];
const DAY_MS = 86_400_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const checkRules = (rules: MeteringRulesSet['data']): Check =>
  firstRefused(
    refuseIf(
      rules.gapLimitMs < 60_000 || rules.gapLimitMs > 31 * DAY_MS,
      'GAP_LIMIT_OUT_OF_RANGE',
      'gapLimitMs',
      'Give between one minute and 31 days, in ms.',
    ),
    refuseIf(
      rules.powerTolerancePermille > 1000,
      'POWER_TOLERANCE_OUT_OF_RANGE',
      'powerTolerancePermille',
      'Give at most 1000 ‰; 50 is usual.',
    ),
    refuseIf(
      rules.futureToleranceMs > DAY_MS,
      'FUTURE_TOLERANCE_OUT_OF_RANGE',
      'futureToleranceMs',
      'Give at most one day, in ms.',
    ),
  );

/** Rooms are heated in tenths of a degree: ten degrees above a setpoint are useful to nobody. */
const BAND_DECI_C_MAX = 100;
const TOLERANCE_DECI_C_MAX = 50;

const checkUsefulHeat = (rule: UsefulHeatRuleSet['data']): Check =>
  firstRefused(
    refuseIf(
      rule.bandDeciC > BAND_DECI_C_MAX,
      'BAND_OUT_OF_RANGE',
      'bandDeciC',
      'Give at most 100 (10 °C), in tenths of a degree.',
    ),
    refuseIf(
      rule.setpointToleranceDeciC > TOLERANCE_DECI_C_MAX,
      'SETPOINT_TOLERANCE_OUT_OF_RANGE',
      'setpointToleranceDeciC',
      'Give at most 50 (5 °C), in tenths of a degree.',
    ),
  );

const checkOffsets = (offsets: Offsets): Check =>
  firstRefused(
    refuseIf(offsets.length === 0, 'ZONE_OFFSETS_MISSING', 'offsets', 'Give at least one offset.'),
    refuseIf(
      offsets.some(({ offsetMinutes }) => offsetMinutes % 30 !== 0),
      'ZONE_NOT_HALF_HOUR',
      'offsets',
      'Only zones whose UTC offsets are multiples of 30 minutes can be metered: half-hours are the smallest cells.',
    ),
    refuseIf(
      offsets.some(({ from }, place) => place > 0 && from <= offsets[place - 1]!.from),
      'ZONE_OFFSETS_UNSORTED',
      'offsets',
      'Give the offsets ascending by `from`, each instant once.',
    ),
  );

/** Offset in force at each instant at which either list changes, up to and including `now`. */
function samePast(before: Offsets, after: Offsets, now: number): boolean {
  const at = (offsets: Offsets, ms: number) => offsets.findLast(({ from }) => from <= ms)?.offsetMinutes;
  return [...before, ...after]
    .map(({ from }) => from)
    .filter((from) => from <= now && from >= before[0]!.from)
    .every((ms) => at(before, ms) === at(after, ms));
}

function decideZone(
  command: Extract<InstallationCommand, { type: 'RecordZoneOffsets' }>,
  state: InstallationState,
  now: number,
): Decision<InstallationEvent> {
  const { zone, offsets } = command;
  const known = state.zones.get(zone);
  const refused = firstRefused(
    refuseIf(
      !/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone),
      'ZONE_INVALID',
      'zone',
      'Give an IANA zone such as Europe/Paris.',
    ),
    checkOffsets(offsets),
    refuseIf(
      known !== undefined && (offsets[0]!.from > known[0]!.from || !samePast(known, offsets, now)),
      'ZONE_PAST_FIXED',
      'offsets',
      'Offsets up to now have been used and stay; only later ones may change.',
    ),
  );
  if (refused !== null) return refused;
  if (isSame(known, offsets)) return accept();
  return accept({ type: 'ZoneOffsetsRecorded', data: { zone, offsets } });
}

/** The one stream `installation`. */
export const installation: Decider<
  InstallationCommand,
  InstallationState,
  InstallationEvent,
  InstallationContext
> = {
  initialState: { named: null, rules: null, usefulHeat: null, zones: new Map() },

  decide(command, state, { now }) {
    if (command.type === 'NameInstallation') {
      const { installation, name, createdAt } = command;
      if (!UUID.test(installation)) {
        return refuse('INSTALLATION_ID_INVALID', 'installation', 'Give a UUID in small letters.');
      }
      if (isSame(state.named, payloadOf(command))) return accept();
      return state.named === null
        ? accept({ type: 'InstallationNamed', data: { installation, name, createdAt } })
        : refuse('INSTALLATION_NAMED', 'installation', 'This log has its name; a new ledger is a new log.');
    }
    if (state.named === null) {
      return refuse('INSTALLATION_UNNAMED', command.type, 'Name the installation first: that is event 0.');
    }
    if (command.type === 'RecordZoneOffsets') return decideZone(command, state, now);
    if (command.type === 'SetUsefulHeatRule') {
      const rule = payloadOf(command);
      return (
        checkUsefulHeat(rule) ??
        (isSame(state.usefulHeat, rule) ? accept() : accept({ type: 'UsefulHeatRuleSet', data: rule }))
      );
    }
    const { gapLimitMs, powerTolerancePermille, futureToleranceMs } = command;
    const rules = { gapLimitMs, powerTolerancePermille, futureToleranceMs };
    return (
      checkRules(rules) ??
      (isSame(state.rules, rules) ? accept() : accept({ type: 'MeteringRulesSet', data: rules }))
    );
  },

  evolve(state, event) {
    switch (event.type) {
      case 'InstallationNamed':
        return { ...state, named: event.data };
      case 'MeteringRulesSet':
        return { ...state, rules: event.data };
      case 'UsefulHeatRuleSet':
        return { ...state, usefulHeat: event.data };
      case 'ZoneOffsetsRecorded':
        return { ...state, zones: new Map(state.zones).set(event.data.zone, event.data.offsets) };
      default:
        return exhausted(event);
    }
  },
};
