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
import { DAY_MS, checkInstant, checkPastInstant } from '#domain/calendar';
import { mulDivFloor } from '#domain/quantity';
import {
  attemptKey,
  evolveMetering,
  initialMetering,
  spanKey,
  type MeteringCommand,
  type MeteringContext,
  type MeteringEvent,
  type MeteringState,
} from './metering-decision.js';

type Command<Type> = Extract<MeteringCommand, { type: Type }>;

const SPAN_DAYS_MAX = 400;
const HOUR_MS = 3_600_000;

/** SPAN_EMPTY, SPAN_TOO_LONG, AT_IN_FUTURE: a decision is about time that has passed. */
const checkSpan = (span: { readonly from: number; readonly to: number }, now: number): Check =>
  firstRefused(
    checkInstant('from', span.from),
    refuseIf(
      span.to <= span.from,
      'SPAN_EMPTY',
      'to',
      'Give an end after the start; both are instants in ms UTC.',
    ),
    refuseIf(
      span.to - span.from > SPAN_DAYS_MAX * DAY_MS,
      'SPAN_TOO_LONG',
      'to',
      `Give at most ${SPAN_DAYS_MAX} days at once.`,
    ),
    checkPastInstant('to', span.to, now),
  );

/** ENERGY_ABSURD: more than the heater can draw in the time, by the rule that holds readings (rated power and tolerance). */
function checkEnergy(
  energyWh: number,
  span: { readonly from: number; readonly to: number },
  { ratedW, powerTolerancePermille }: Pick<MeteringContext, 'ratedW' | 'powerTolerancePermille'>,
  field: string,
): Check {
  if (ratedW === null) return null;
  const limitWh =
    mulDivFloor(ratedW * (1000 + powerTolerancePermille), span.to - span.from, HOUR_MS * 1000) + 1;
  return refuseIf(
    energyWh > limitWh,
    'ENERGY_ABSURD',
    field,
    `Rated at ${ratedW} W it can draw at most ${limitWh} Wh in this span.`,
  );
}

/**
 * Decides on all held spans within. When the past is told anew spans are held anew, so what was decided once may
 * have to be decided again; held spans may be of any length and age, because a wrong clock made them.
 */
function decideHeld(
  command: Command<'ReleaseHeldSpan'> | Command<'DiscardHeldSpan'>,
  state: MeteringState,
  { held }: MeteringContext,
): Decision<MeteringEvent> {
  const { from, to } = command;
  const wanted = command.type === 'ReleaseHeldSpan' ? 'released' : 'discarded';
  const within = held?.filter((span) => span.from >= from && span.to <= to) ?? null;
  const decided = within?.map(({ status }) => status) ?? [state.decided.get(spanKey(command)) ?? 'held'];
  const refused = firstRefused(
    refuseIf(to <= from, 'SPAN_EMPTY', 'to', 'Give an end after the start; both are instants in ms UTC.'),
    refuseIf(
      decided.length === 0,
      'SPAN_NOT_HELD',
      'from',
      'No held span lies within; give start and end as the list of held spans does.',
    ),
    refuseIf(
      !decided.includes('held') && decided.some((status) => status !== wanted),
      'SPAN_DECIDED',
      'from',
      `It was ${decided.find((status) => status !== wanted)}; correct its energy instead.`,
    ),
  );
  if (refused !== null) return refused;
  if (!decided.includes('held')) return accept();
  const data = payloadOf(command);
  return wanted === 'released'
    ? accept({ type: 'HeldSpanReleased', data })
    : accept({ type: 'HeldSpanDiscarded', data });
}

/** SPAN_BEFORE_INSTALLATION: where the heater had not been installed yet it drew nothing that anyone paid. */
const checkInstalled = (
  span: { readonly to: number },
  { installedSince }: Pick<MeteringContext, 'installedSince'>,
): Check =>
  refuseIf(
    installedSince === null || span.to <= installedSince,
    'SPAN_BEFORE_INSTALLATION',
    'to',
    installedSince === null
      ? 'The heater was never installed; install it first.'
      : `The heater was first installed at ${installedSince} (ms UTC).`,
  );

function correct(
  command: Command<'CorrectEnergy'>,
  state: MeteringState,
  context: MeteringContext,
): Decision<MeteringEvent> {
  const data = payloadOf(command);
  const known = state.corrections.get(data.correction);
  if (isSame(known, data)) return accept();
  const refused = firstRefused(
    checkSpan(data, context.now),
    checkInstalled(data, context),
    checkEnergy(data.energyWh, data, context, 'energyWh'),
    refuseIf(
      known !== undefined,
      'CORRECTION_ID_TAKEN',
      'correction',
      'This id says something else already; the latest correction of a span wins, under an id of its own.',
    ),
  );
  return refused ?? accept({ type: 'EnergyCorrected', data });
}

function acceptEstimate(
  command: Command<'AcceptEstimate'>,
  state: MeteringState,
  context: MeteringContext,
): Decision<MeteringEvent> {
  const data = payloadOf(command);
  if (state.estimates.some((known) => isSame(known, data))) return accept();
  const refused = firstRefused(
    checkSpan(data, context.now),
    checkInstalled(data, context),
    checkEnergy(data.mainWh + data.auxWh, data, context, 'mainWh'),
  );
  return refused ?? accept({ type: 'EstimateAccepted', data });
}

function setAside(
  command: Command<'SetSpanAside'>,
  state: MeteringState,
  context: MeteringContext,
): Decision<MeteringEvent> {
  const data = payloadOf(command);
  if (state.setAside.some((known) => isSame(known, data))) return accept();
  const refused = firstRefused(checkSpan(data, context.now), checkInstalled(data, context));
  return refused ?? accept({ type: 'SpanSetAside', data });
}

function declareEnd(
  command: Command<'DeclareAttemptEnd'>,
  state: MeteringState,
  { now }: MeteringContext,
): Decision<MeteringEvent> {
  const data = payloadOf(command);
  const known = state.ends.get(attemptKey(data));
  if (known?.outcome === data.outcome && known.at === data.at) return accept();
  const refused = firstRefused(
    checkPastInstant('at', data.at, now),
    refuseIf(
      known !== undefined,
      'ATTEMPT_END_DECLARED',
      'attempt',
      `Its end was declared ${known?.outcome}; work once settled stays settled.`,
    ),
  );
  return refused ?? accept({ type: 'AttemptEndDeclared', data });
}

/**
 * Stream `metering-<heater>`: what named persons decide about energy and work of a heater.
 * Repeating a decision is accepted and leaves no second event.
 */
export const meteringDecision: Decider<MeteringCommand, MeteringState, MeteringEvent, MeteringContext> = {
  initialState: initialMetering,
  evolve: evolveMetering,

  decide(command, state, context) {
    if (context.ratedW === null) {
      return refuse('HEATER_UNKNOWN', 'heater', `Commission the heater ${command.heater} first.`);
    }
    switch (command.type) {
      case 'ReleaseHeldSpan':
      case 'DiscardHeldSpan':
        return decideHeld(command, state, context);
      case 'CorrectEnergy':
        return correct(command, state, context);
      case 'AcceptEstimate':
        return acceptEstimate(command, state, context);
      case 'SetSpanAside':
        return setAside(command, state, context);
      case 'DeclareAttemptEnd':
        return declareEnd(command, state, context);
      default:
        return exhausted(command);
    }
  },
};
