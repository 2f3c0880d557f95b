import {
  accept,
  exhausted,
  firstRefused,
  refuse,
  refuseIf,
  type Decider,
  type Decision,
} from '#domain/decision';
import { addDays, checkDate, checkDaySpan, spansMeet, type DaySpan } from '#domain/calendar';
import {
  evolveResident,
  initialResident,
  residencyEndedBy,
  type ResidentCommand,
  type ResidentContext,
  type ResidentEvent,
  type ResidentState,
} from './resident.js';

type Command<Type> = Extract<ResidentCommand, { type: Type }>;

const told = (span: DaySpan): string => `from ${span.from} to ${span.to ?? 'now'}`;

function moveIn(
  command: Command<'MoveResidentIn'>,
  state: ResidentState,
  { dwellingKnown, occupants }: ResidentContext,
): Decision<ResidentEvent> {
  const { resident, site, dwelling, on, until } = command;
  const span = { from: on, to: until };
  const own = state.residencies.find((residency) => spansMeet(residency, span));
  if (
    own !== undefined &&
    own.site === site &&
    own.dwelling === dwelling &&
    own.from === on &&
    own.to === until
  ) {
    return accept();
  }
  const other = occupants.find((occupant) => occupant.resident !== resident && spansMeet(occupant, span));
  const refused = firstRefused(
    checkDaySpan({ from: 'on', to: 'until' }, on, until),
    refuseIf(
      !dwellingKnown,
      'DWELLING_UNKNOWN',
      'dwelling',
      `Add the dwelling ${dwelling} to the site ${site} first.`,
    ),
    refuseIf(
      own !== undefined,
      'RESIDENT_LIVES_ELSEWHERE',
      'on',
      `The resident lives in ${own?.dwelling} ${own && told(own)}; record the move out of it first.`,
    ),
    refuseIf(
      other !== undefined,
      'DWELLING_OCCUPIED',
      'dwelling',
      `${other?.resident} lives there ${other && told(other)}; record that move out, or give \`until\` for a residency that is over.`,
    ),
  );
  if (refused !== null) return refused;
  const movedIn: ResidentEvent = { type: 'ResidentMovedIn', data: { resident, site, dwelling, on } };
  return until === null
    ? accept(movedIn)
    : accept<ResidentEvent>(movedIn, {
        type: 'ResidentMovedOut',
        data: { resident, dwelling, on: until },
      });
}

/** A last day may be brought forward, never put back: for later days the resident moves in anew. */
function moveOut(command: Command<'MoveResidentOut'>, state: ResidentState): Decision<ResidentEvent> {
  const { resident, dwelling, on } = command;
  const ended = residencyEndedBy(state.residencies, dwelling, on);
  const refused = firstRefused(
    checkDate('on', on),
    refuseIf(
      ended === undefined,
      'RESIDENT_NOT_THERE',
      'dwelling',
      `The resident did not live in ${dwelling} on ${on}; record the move in first.`,
    ),
    refuseIf(
      ended !== undefined && ended.to !== null && on > ended.to,
      'RESIDENT_MOVED_OUT',
      'on',
      `The resident left on ${ended?.to}; for later days record another move in.`,
    ),
  );
  if (refused !== null) return refused;
  if (ended?.to === on) return accept();
  return accept({ type: 'ResidentMovedOut', data: { resident, dwelling, on } });
}

const choiceOn = (choices: ResidentState['choices'], date: string): boolean =>
  choices.findLast(({ from, until }) => from <= date && (until === null || date <= until))?.optedIn ?? false;

/** Whether every day of the span is opted in (or out): asked at its ends and wherever a choice begins or stops. */
function standsThroughout(choices: ResidentState['choices'], span: DaySpan, optedIn: boolean): boolean {
  const last = span.to ?? '9999-12-30';
  const edges = choices.flatMap(({ from, until }) => (until === null ? [from] : [from, addDays(until, 1)]));
  return [span.from, last, ...edges]
    .filter((date) => span.from <= date && date <= last)
    .every((date) => choiceOn(choices, date) === optedIn);
}

function optIn(command: Command<'OptResidentIn'>, state: ResidentState): Decision<ResidentEvent> {
  const { resident, from, until } = command;
  const refused = checkDaySpan({ from: 'from', to: 'until' }, from, until);
  if (refused !== null) return refused;
  if (standsThroughout(state.choices, { from, to: until }, true)) return accept();
  return accept({ type: 'ResidentOptedIn', data: { resident, from, until } });
}

function optOut(command: Command<'OptResidentOut'>, state: ResidentState): Decision<ResidentEvent> {
  const { resident, from } = command;
  const refused = checkDate('from', from);
  if (refused !== null) return refused;
  if (standsThroughout(state.choices, { from, to: null }, false)) return accept();
  return accept({ type: 'ResidentOptedOut', data: { resident, from } });
}

/**
 * Stream `resident-<resident>`. Registering again replaces the sealed identity and the language:
 * what is sealed cannot be compared, so it always leaves an event.
 */
export const resident: Decider<ResidentCommand, ResidentState, ResidentEvent, ResidentContext> = {
  initialState: initialResident,
  evolve: evolveResident,

  decide(command, state, context) {
    if (command.type === 'RegisterResident') {
      const { resident: id, person, language } = command;
      return accept({ type: 'ResidentRegistered', data: { resident: id, person, language } });
    }
    if (state.registered === null) {
      return refuse('RESIDENT_UNKNOWN', 'resident', `Register the resident ${command.resident} first.`);
    }
    switch (command.type) {
      case 'MoveResidentIn':
        return moveIn(command, state, context);
      case 'MoveResidentOut':
        return moveOut(command, state);
      case 'OptResidentIn':
        return optIn(command, state);
      case 'OptResidentOut':
        return optOut(command, state);
      default:
        return exhausted(command);
    }
  },
};
