import type { LocalDate, ZoneOffsets } from '#domain/calendar';
import { timetable, type Band } from '#domain/electricity-tariffs';
import { meterTerms, type Facts } from '#domain/facts';

/** A span of one price cell, [fromMs, toMs); `cell` is its place in `cells`. */
export interface HourBand {
  readonly fromMs: number;
  readonly toMs: number;
  readonly cell: number;
}

/** When which price cell of a supply point holds: ascending, without gaps. */
export interface TariffHours {
  readonly cells: readonly Pick<Band, 'cell' | 'status'>[];
  readonly bands: readonly HourBand[];
}

const FLAT: TariffHours['cells'] = [{ cell: 'base', status: 'known' }];

/** All of a span at one flat price: where there is no meter. */
export const flatHours = (fromMs: number, toMs: number): TariffHours => ({
  cells: FLAT,
  bands: [{ fromMs, toMs, cell: 0 }],
});

function numbered(bands: readonly Band[]): TariffHours {
  const cells: Pick<Band, 'cell' | 'status'>[] = [];
  const placeOf = ({ cell, status }: Band): number => {
    const place = cells.findIndex((one) => one.cell === cell && one.status === status);
    return place >= 0 ? place : cells.push({ cell, status }) - 1;
  };
  return {
    bands: bands.map((band) => ({ fromMs: band.fromMs, toMs: band.toMs, cell: placeOf(band) })),
    cells,
  };
}

/** By facts object: timetables by the terms of a meter and the span. Meters of the same terms share theirs. */
const known = new WeakMap<Facts, Map<string, TariffHours>>();
/** A fleet has few different meters; more than this many spans are asked for by something that never ends. */
const KEPT_MAX = 4_000;

/** The timetable of a supply point over a span, made once per facts object and terms. */
export function tariffHours(
  facts: Facts,
  supplyPoint: string,
  zone: ZoneOffsets,
  fromMs: number,
  toMs: number,
): TariffHours {
  const point = facts.supplyPoints.get(supplyPoint);
  if (point === undefined) return flatHours(fromMs, toMs);
  const terms = meterTerms(point);
  if (terms.options.every(({ option }) => option === 'base')) return flatHours(fromMs, toMs);
  const made = known.get(facts) ?? new Map<string, TariffHours>();
  known.set(facts, made);
  const windows = terms.windows.map(({ from, winter, summer, peak }) => [from, winter, summer, peak]);
  const key = JSON.stringify([zone.zone, fromMs, toMs, terms.options.map(optionKey), windows]);
  const before = made.get(key);
  if (before !== undefined) return before;
  if (made.size >= KEPT_MAX) made.clear();
  const hours = numbered(timetable(terms, facts.tempo, zone, fromMs, toMs));
  made.set(key, hours);
  return hours;
}

const optionKey = ({ from, option }: { from: LocalDate; option: string }): string => `${from}/${option}`;

/** Place of the band in which an instant lies. */
export function bandAt(bands: readonly HourBand[], atMs: number): number {
  let low = 0;
  let high = bands.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bands[middle]!.toMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
