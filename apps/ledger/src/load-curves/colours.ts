import { isLocalDate, type LocalDate } from '#domain/calendar';
import { checkColour, type TempoColour } from '#domain/electricity-tariffs';
import { fileFault, mustHold } from './file-fault.js';

export interface ColouredDay {
  readonly day: LocalDate;
  readonly colour: TempoColour;
}

const FRENCH: Readonly<Record<string, TempoColour>> = { BLEU: 'blue', BLANC: 'white', ROUGE: 'red' };
const BY_NUMBER: readonly TempoColour[] = ['blue', 'white', 'red'];

const invalid = (place: string): never =>
  fileFault(
    'COLOUR_INVALID',
    place,
    'Give `01/09/2014;BLEU` lines (BLEU, BLANC, ROUGE), or JSON {"2023-09-01":0} (0 blue, 1 white, 2 red).',
  );

function fromLines(text: string): ColouredDay[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, i) => {
    if (line.trim() === '') return [];
    const [, day, month, year, name] = /^(\d{2})\/(\d{2})\/(\d{4});([A-Z]+)$/.exec(line.trim()) ?? [];
    const colour = FRENCH[name ?? ''];
    const date = `${year}-${month}-${day}`;
    if (colour === undefined || !isLocalDate(date)) return invalid(`line ${i + 1}`);
    return [{ day: date, colour }];
  });
}

function fromJson(text: string): ColouredDay[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return invalid('file');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return invalid('file');
  return Object.entries(value).map(([day, number]) => {
    const colour = typeof number === 'number' ? BY_NUMBER[number] : undefined;
    return colour === undefined || !isLocalDate(day) ? invalid(day) : { day, colour };
  });
}

/**
 * The days of one file of Tempo colours, in either published form; none where the file holds none. Faults (FileFault):
 * COLOUR_INVALID, and COLOUR_IMPOSSIBLE where a day cannot have its colour.
 */
export function coloursOf(text: string): readonly ColouredDay[] {
  const bare = text.replace(/^\uFEFF/, '');
  const days = bare.trimStart().startsWith('{') ? fromJson(bare) : fromLines(bare);
  for (const { day, colour } of days) mustHold(checkColour(day, day, colour));
  return days;
}

/** All days of several files. Faults (FileFault): CALENDAR_EMPTY, COLOUR_CONFLICT where two say otherwise of a day. */
export function coloursTogether(
  lists: readonly (readonly ColouredDay[])[],
): ReadonlyMap<LocalDate, TempoColour> {
  const colours = new Map<LocalDate, TempoColour>();
  if (lists.some((days) => days.length === 0))
    fileFault(
      'CALENDAR_EMPTY',
      '--calendar',
      'A calendar has no day: give one with the colours of days, or none.',
    );
  for (const { day, colour } of lists.flat()) {
    const known = colours.get(day);
    if (known !== undefined && known !== colour)
      fileFault(
        'COLOUR_CONFLICT',
        day,
        `This day is ${known} here and ${colour} there: give calendars that agree.`,
      );
    colours.set(day, colour);
  }
  return colours;
}
