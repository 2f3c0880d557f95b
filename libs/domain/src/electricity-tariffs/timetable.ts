import { addDays, instantAt, localDateAt, type LocalDate, type ZoneOffsets } from '#domain/calendar';
import { exhausted, invariant } from '#domain/decision';
import { liesIn, windowOf, type HourWindow } from '#domain/fleet';
import type { TariffOption, TempoColour } from './options.js';

/** The option of a meter from a local day on. */
export interface DatedOption {
  readonly from: LocalDate;
  readonly option: TariffOption;
  readonly subscribedKva: number;
}

/** Its windows from a local day on, each `hh:mm-hh:mm`; they say which minutes of every local day are meant. */
export interface DatedWindows {
  readonly from: LocalDate;
  /** Off-peak, November to March. */
  readonly winter: readonly string[];
  /** Off-peak, April to October. */
  readonly summer: readonly string[];
  /** Peak of five classes, December to February. */
  readonly peak: readonly string[];
}

/** Both lists ascend by `from`. The first option holds before its day too; before the first windows there are none. */
export interface MeterTerms {
  readonly options: readonly DatedOption[];
  readonly windows: readonly DatedWindows[];
}

/** A span of one price cell: [fromMs, toMs). */
export interface Band {
  readonly fromMs: number;
  readonly toMs: number;
  /**
   * The cell that prices it. Where it is not known: `tempo-hp`, `tempo-hc` (no colour), or the option (no windows).
   */
  readonly cell: string;
  readonly status: 'known' | 'NO_COLOUR' | 'NO_WINDOWS';
}

export type Colours = ReadonlyMap<LocalDate, TempoColour>;

/** A minute of the local day on which a cell begins; it holds until the next one, or the end of the day. */
interface Part {
  readonly fromMinute: number;
  readonly cell: string;
  readonly status: Band['status'];
}

/** A Tempo day begins at 06:00 and is peak until 22:00 (local, whatever the windows of the meter). */
const TEMPO_PEAK: HourWindow = { fromMinute: 6 * 60, toMinute: 22 * 60 };

/**
 * Which price cell holds when, for one meter: ascending, without gaps, exactly [fromMs, toMs); neighbours of one
 * cell are one band. Hours are those of each local day, so that a day of 23 or 25 hours has fewer or more of them;
 * an edge that does not exist means the first instant that does, one that occurs twice its first occurrence.
 */
export function timetable(
  terms: MeterTerms,
  tempo: Colours,
  zone: ZoneOffsets,
  fromMs: number,
  toMs: number,
): readonly Band[] {
  const bands: Band[] = [];
  let at = fromMs;
  const until = (edgeMs: number, { cell, status }: Part): void => {
    const end = Math.min(edgeMs, toMs);
    if (end <= at) return;
    const last = bands.at(-1);
    if (last?.cell === cell && last.status === status) bands[bands.length - 1] = { ...last, toMs: end };
    else bands.push({ fromMs: at, toMs: end, cell, status });
    at = end;
  };
  for (let day = localDateAt(zone, fromMs); at < toMs; day = addDays(day, 1)) {
    const parts = partsOf(terms, tempo, day);
    parts.forEach((part, i) => {
      const next = parts[i + 1];
      until(
        next === undefined ? instantAt(zone, addDays(day, 1)) : instantAt(zone, day, next.fromMinute),
        part,
      );
    });
  }
  return bands;
}

const lastFrom = <T extends { readonly from: LocalDate }>(
  list: readonly T[],
  day: LocalDate,
): T | undefined => list.findLast(({ from }) => from <= day);

/** The parts of one local day, ascending; the first begins at 00:00. */
function partsOf(terms: MeterTerms, tempo: Colours, day: LocalDate): readonly Part[] {
  const option = (lastFrom(terms.options, day) ?? terms.options[0])?.option;
  invariant(option !== undefined, 'a meter without an option');
  switch (option) {
    case 'base':
    case 'spot':
      return [{ fromMinute: 0, cell: option, status: 'known' }];
    case 'tempo':
      return tempoParts(tempo, day);
    case 'hphc':
    case 'season-4':
    case 'season-5':
      return windowParts(option, lastFrom(terms.windows, day), +day.slice(5, 7));
    default:
      return exhausted(option);
  }
}

/** The colour of a day begins at 06:00: until then that of the day before holds. */
function tempoParts(tempo: Colours, day: LocalDate): readonly Part[] {
  const part = (fromMinute: number, of: LocalDate, hours: 'hp' | 'hc'): Part => {
    const colour = tempo.get(of);
    return colour === undefined
      ? { fromMinute, cell: `tempo-${hours}`, status: 'NO_COLOUR' }
      : { fromMinute, cell: `${colour}-${hours}`, status: 'known' };
  };
  return [
    part(0, addDays(day, -1), 'hc'),
    part(TEMPO_PEAK.fromMinute, day, 'hp'),
    part(TEMPO_PEAK.toMinute, day, 'hc'),
  ];
}

function windowParts(
  option: 'hphc' | 'season-4' | 'season-5',
  dated: DatedWindows | undefined,
  month: number,
): readonly Part[] {
  const winter = month >= 11 || month <= 3;
  const mayPeak = option === 'season-5' && (month === 12 || month <= 2);
  // Five classes without their peak hours would price them as others: they are not known.
  if (dated === undefined || (mayPeak && dated.peak.length === 0))
    return [{ fromMinute: 0, cell: option, status: 'NO_WINDOWS' }];
  const offPeak = (winter ? dated.winter : dated.summer).map(windowOf);
  const peak = mayPeak ? dated.peak.map(windowOf) : [];
  const season = option === 'hphc' ? '' : winter ? 'h' : 'b';
  const cellAt = (minute: number): string =>
    liesIn(peak, minute) ? 'peak' : `${liesIn(offPeak, minute) ? 'hc' : 'hp'}${season}`;
  const edges = [0, ...[...offPeak, ...peak].flatMap(({ fromMinute, toMinute }) => [fromMinute, toMinute])];
  return [...new Set(edges)]
    .sort((a, b) => a - b)
    .map((fromMinute) => ({ fromMinute, cell: cellAt(fromMinute), status: 'known' }));
}
