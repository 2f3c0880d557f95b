import { addDays, monthSpan, type LocalDate } from '#domain/calendar';
import { NEXT_MONTH, PARIS, SETUP_AT_MS, localMs } from '../model/month.js';
import { Xoshiro } from '../random/xoshiro.js';
import { command, type DatedCommand } from './command.js';

/**
 * What becomes known day by day: colours of Tempo days (11:00 of the day before) and hourly prices (13:00 of the day
 * before). Calendar and hours are made up; red falls on weekdays of winter only, white never on a Sunday.
 */
export const OFFICE_SPOT = 'spot-office';

const FIRST: LocalDate = '2026-02-28';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** From the eve of March to the first of May. */
const DAYS = 63;

const COLOURS: Readonly<Record<string, 'white' | 'red'>> = {
  '2026-03-03': 'white',
  '2026-03-04': 'white',
  '2026-03-10': 'red',
  '2026-03-11': 'red',
  '2026-03-12': 'white',
  '2026-03-25': 'white',
};
/** Days later than usual. */
const PUBLISHED_LATE: Readonly<Record<string, number>> = { '2026-03-18': 2, '2026-03-25': 3 };
/** Published blue; one is put right the day after, the other only after the close. */
const WRONG: readonly { readonly day: LocalDate; readonly atMs: number }[] = [
  { day: '2026-03-13', atMs: localMs(14, 9) },
  { day: '2026-03-17', atMs: localMs(40, 15) },
];

const days: readonly LocalDate[] = Array.from({ length: DAYS }, (_, day) => addDays(FIRST, day));
/** An hour of the day before a day that is `place` days after the first. */
const eveMs = (place: number, hour: number): number => Math.max(SETUP_AT_MS, localMs(place - 1, hour));

export function dailyCommands(seed: string): DatedCommand[] {
  return [...colourCommands(), ...spotCommands(seed)];
}

function colourCommands(): DatedCommand[] {
  const published = days.map((day, place): DatedCommand => {
    const data = { days: [{ day, colour: COLOURS[day] ?? 'blue' }], source: 'the day before, 11:00' };
    const atMs = eveMs(place, 11) + (PUBLISHED_LATE[day] ?? 0) * DAY_MS;
    return { ...command('publish-tempo-colours', data), atMs };
  });
  const corrected = WRONG.map(({ day, atMs }): DatedCommand => {
    const data = { day, colour: 'white', reason: 'read from the wrong line of the calendar' };
    return { ...command('correct-tempo-colour', data), atMs };
  });
  return [...published, ...corrected];
}

/** Days of March and April that the office is priced by. */
function spotCommands(seed: string): DatedCommand[] {
  const end = monthSpan(PARIS, NEXT_MONTH).toMs;
  return days.flatMap((day, place): DatedCommand[] => {
    const fromMs = localMs(place, 0);
    if (place === 0 || fromMs >= end) return [];
    const hours = (localMs(place + 1, 0) - fromMs) / HOUR_MS;
    const data = {
      priceList: OFFICE_SPOT,
      day,
      acciseEurPerKwh: '0.03085',
      vatRate: '20',
      hours: hourlyPrices(new Xoshiro(`${seed}/spot/${day}`), hours, place),
      source: 'day-ahead auction (made up)',
    };
    // The first day is known when the office signs.
    return [{ ...command('publish-spot-prices', data), atMs: place === 1 ? SETUP_AT_MS : eveMs(place, 13) }];
  });
}

const ACCISE_MILLIS = 3085;
/** Cheap at night and around noon, dear in the morning and evening; on sunny Sundays below zero (10⁻⁵ EUR/kWh). */
function hourlyPrices(random: Xoshiro, hours: number, place: number) {
  const sunday = place % 7 === 1;
  const level = random.between(-900, 900);
  return Array.from({ length: hours }, (_, hour) => {
    const morning = 4200 * Math.exp(-((hour - 8) ** 2) / 6);
    const evening = 5600 * Math.exp(-((hour - 19.5) ** 2) / 7);
    const noon = (sunday ? 8200 : 3600) * Math.exp(-((hour - 13) ** 2) / 8);
    const energy = Math.round(7600 + level + morning + evening - noon) + random.between(-250, 250);
    const inclTax = Math.round((energy + ACCISE_MILLIS) * 1.2);
    return { inclTaxEurPerKwh: eur(inclTax), energyEurPerKwh: eur(energy) };
  });
}

const eur = (hundredThousandths: number): string => (hundredThousandths / 100_000).toFixed(5);
