import {
  accept,
  exhausted,
  firstRefused,
  payloadOf,
  refuse,
  refuseIf,
  type Check,
  type Decider,
  type Decision,
} from '#domain/decision';
import { checkDate, epochDay, type LocalDate } from '#domain/calendar';
import type { MissingPriceSetAside, TempoColourCorrected, TempoColoursPublished } from '#events';
import { onDay, withDay, type DayBook } from './day-book.js';
import type { TempoColour } from './options.js';

export type TempoCommand =
  | ({ readonly type: 'PublishTempoColours' } & TempoColoursPublished['data'])
  | ({ readonly type: 'CorrectTempoColour' } & TempoColourCorrected['data']);
export type TempoEvent = TempoColoursPublished | TempoColourCorrected | MissingPriceSetAside;

export interface TempoState {
  readonly colours: DayBook<TempoColour>;
}

/** 0 is Sunday, 6 Saturday; day 0 of the epoch was a Thursday. */
const weekday = (day: LocalDate): number => (epochDay(day) + 4) % 7;

/**
 * Red days lie between 1 November and 31 March and never on a weekend, white ones never on a Sunday (rules of the
 * regulated tariff). How many of each a season has is not checked: it varied. Refusals: DATE_INVALID, COLOUR_IMPOSSIBLE.
 */
export function checkColour(field: string, day: LocalDate, colour: TempoColour): Check {
  const wrongDate = checkDate(field, day);
  if (wrongDate !== null) return wrongDate;
  const month = +day.slice(5, 7);
  const sunday = weekday(day) === 0;
  return firstRefused(
    refuseIf(
      colour === 'red' && ((month > 3 && month < 11) || sunday || weekday(day) === 6),
      'COLOUR_IMPOSSIBLE',
      field,
      `${day} cannot be red: red days are Mondays to Fridays from November to March.`,
    ),
    refuseIf(
      colour === 'white' && sunday,
      'COLOUR_IMPOSSIBLE',
      field,
      `${day} cannot be white: it is a Sunday.`,
    ),
  );
}

function publish(
  command: Extract<TempoCommand, { type: 'PublishTempoColours' }>,
  { colours }: TempoState,
): Decision<TempoEvent> {
  const { days } = command;
  const refused = firstRefused(
    ...days.map(({ day, colour }, place) => checkColour(`days.${place}.day`, day, colour)),
  );
  if (refused !== null) return refused;
  const given = new Set<LocalDate>();
  for (const [place, { day, colour }] of days.entries()) {
    if (given.has(day)) return refuse('DAY_TWICE', `days.${place}.day`, `Give the colour of ${day} once.`);
    given.add(day);
    const published = onDay(colours, day);
    if (published !== null && published !== colour)
      return refuse(
        'COLOUR_PUBLISHED',
        `days.${place}.colour`,
        `${day} was published as ${published}; correct it with a reason (CorrectTempoColour).`,
      );
  }
  if (days.every(({ day }) => onDay(colours, day) !== null)) return accept();
  // As it was given, known days too: the command sent again must find what it said.
  return accept({ type: 'TempoColoursPublished', data: payloadOf(command) });
}

function correct(
  command: Extract<TempoCommand, { type: 'CorrectTempoColour' }>,
  { colours }: TempoState,
): Decision<TempoEvent> {
  const { day, colour } = command;
  const published = onDay(colours, day);
  const refused = firstRefused(
    checkColour('day', day, colour),
    refuseIf(
      published === null,
      'NOTHING_TO_CORRECT',
      'day',
      `No colour of ${day} was published; publish it (PublishTempoColours).`,
    ),
  );
  if (refused !== null) return refused;
  if (published === colour) return accept();
  return accept({ type: 'TempoColourCorrected', data: payloadOf(command) });
}

/**
 * Stream `tempo-calendar`: the colour of each Tempo day, from 06:00 to 06:00 local of the next day. What was published
 * stays (COLOUR_PUBLISHED) until it is corrected, with a reason.
 */
export const tempoCalendar: Decider<TempoCommand, TempoState, TempoEvent> = {
  initialState: { colours: new Map() },

  decide(command, state) {
    switch (command.type) {
      case 'PublishTempoColours':
        return publish(command, state);
      case 'CorrectTempoColour':
        return correct(command, state);
      default:
        return exhausted(command);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'TempoColoursPublished': {
        const colours = event.data.days.reduce(
          (book, { day, colour }) => withDay(book, day, colour),
          state.colours,
        );
        return { colours };
      }
      case 'TempoColourCorrected':
        return { colours: withDay(state.colours, event.data.day, event.data.colour) };
      case 'MissingPriceSetAside':
        return state;
      default:
        return exhausted(event);
    }
  },
};
