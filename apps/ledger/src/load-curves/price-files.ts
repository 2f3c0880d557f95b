import { isLocalDate, type LocalDate } from '#domain/calendar';
import { checkPublishedPrices } from '#domain/electricity-tariffs';
import type { CurvePrice, PriceVersion } from '#domain/load-curves';
import { FileFault, fileFault } from './file-fault.js';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const PRICE = /^\d{1,9}(\.\d{1,12})?$/;

const unreadable = (place: string, remedy: string): never => fileFault('PRICES_UNREADABLE', place, remedy);

/** A price of a JSON number or text; its shortest decimal form is what was written. */
function priceText(value: unknown, place: string): string {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && PRICE.test(text)
    ? text
    : unreadable(place, 'Give a price in EUR per kWh including tax, such as "0.2001".');
}

function bandOf(value: unknown, place: string): CurvePrice['kva'] {
  if (value === undefined || value === null) return undefined;
  if (isRecord(value) && Number.isInteger(value['min']) && Number.isInteger(value['max']))
    return { min: Number(value['min']), max: Number(value['max']) };
  return unreadable(place, 'Subscribed powers are {"min":3,"max":6} (kVA, both included).');
}

/** A version `{from, cells: [{cell, inclTaxEurPerKwh, kva?}]}`: the data of SetElectricityPrice, or part of it. */
function versionOf(value: unknown, place: string): PriceVersion {
  if (!isRecord(value) || typeof value['from'] !== 'string' || !isLocalDate(value['from']))
    return unreadable(`${place}.from`, 'Each version says its first day: {"from":"2026-08-01","cells":[…]}.');
  const { from, cells } = value;
  if (!Array.isArray(cells) || cells.length === 0)
    return unreadable(`${place}.cells`, 'Each version lists its price cells.');
  return {
    from,
    to: null,
    cells: (cells as unknown[]).map((cell, i): CurvePrice => {
      const at = `${place}.cells.${i}`;
      if (!isRecord(cell) || typeof cell['cell'] !== 'string')
        return unreadable(at, 'A cell is {"cell":"hp","inclTaxEurPerKwh":"0.2142"}.');
      const kva = bandOf(cell['kva'], `${at}.kva`);
      const inclTaxEurPerKwh = priceText(cell['inclTaxEurPerKwh'], `${at}.inclTaxEurPerKwh`);
      return { cell: cell['cell'], inclTaxEurPerKwh, ...(kva === undefined ? {} : { kva }) };
    }),
  };
}

const GRID: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  BaseFare: { Base: 'base' },
  HchpFare: { Hp: 'hp', Hc: 'hc' },
  TempoFare: {
    BlueHP: 'blue-hp',
    BlueHC: 'blue-hc',
    WhiteHP: 'white-hp',
    WhiteHC: 'white-hc',
    RedHP: 'red-hp',
    RedHC: 'red-hc',
  },
};

/** A grid `{BaseFare: {"6 kVA": {Base: 0.2516}}, …}`, which does not say from when it holds. */
function gridOf(grid: Readonly<Record<string, unknown>>, from: LocalDate | null): PriceVersion {
  if (from === null)
    return unreadable('--prices-from', 'This grid names no day: say with --prices-from since when it holds.');
  const cells = Object.entries(GRID).flatMap(([fare, names]) => {
    const powers = grid[fare];
    if (!isRecord(powers)) return [];
    return Object.entries(powers).flatMap(([power, prices]) => {
      const kva = Number(/^(\d+) kVA$/.exec(power)?.[1] ?? Number.NaN);
      if (Number.isNaN(kva) || !isRecord(prices)) return unreadable(`${fare}.${power}`, 'Give "6 kVA": {…}.');
      return Object.entries(names).map(([name, cell]): CurvePrice => ({
        cell,
        inclTaxEurPerKwh: priceText(prices[name], `${fare}.${power}.${name}`),
        kva: { min: kva, max: kva },
      }));
    });
  });
  return { from, to: null, cells };
}

const dayOf = (text: string): LocalDate | null => {
  const date = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  const day = date === null ? '' : `${date[3]}-${date[2]}-${date[1]}`;
  return isLocalDate(day) ? day : null;
};

/** The history of the Base option: a row per subscribed power and span, decimal commas, last rows without end. */
function historyOf(text: string): PriceVersion[] {
  const [head = '', ...lines] = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const names = head.split(';');
  const column = (name: string): number => names.indexOf(name);
  const [from, to, power, price] = ['DATE_DEBUT', 'DATE_FIN', 'P_SOUSCRITE', 'PART_VARIABLE_TTC'].map(column);
  const versions = new Map<string, { from: LocalDate; to: LocalDate | null; cells: CurvePrice[] }>();
  lines.forEach((line, i) => {
    const values = line.split(';');
    const [first, last] = [dayOf(values[from!] ?? ''), dayOf(values[to!] ?? '')];
    const kva = Number(values[power!]);
    const eur = priceText(values[price!]?.replace(',', '.'), `line ${i + 2}`);
    if (first === null || (last === null && values[to!] !== '') || !Number.isInteger(kva))
      return unreadable(`line ${i + 2}`, 'Give DATE_DEBUT;DATE_FIN;P_SOUSCRITE;… with days as dd/mm/yyyy.');
    const key = `${first}/${last ?? ''}`;
    const version = versions.get(key) ?? { from: first, to: last, cells: [] };
    version.cells.push({ cell: 'base', inclTaxEurPerKwh: eur, kva: { min: kva, max: kva } });
    versions.set(key, version);
  });
  return [...versions.values()];
}

/**
 * Price versions of a file, ascending. Forms: versions in JSON (one, or a list), a grid in JSON that says no day
 * (`from` gives it), the published history of the Base option (CSV). Faults (FileFault): PRICES_UNREADABLE, those of
 * checkPublishedPrices.
 */
export function priceVersionsOf(text: string, from: LocalDate | null): readonly PriceVersion[] {
  const versions = versionsIn(text, from);
  for (const version of versions) {
    const refusal = checkPublishedPrices(version.cells)?.refused;
    if (refusal !== undefined)
      throw new FileFault({ ...refusal, field: `prices from ${version.from}, ${refusal.field}` });
  }
  return versions;
}

function versionsIn(text: string, from: LocalDate | null): readonly PriceVersion[] {
  const bare = text.replace(/^\uFEFF/, '');
  if (bare.startsWith('DATE_DEBUT;')) return ascending(historyOf(bare));
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch {
    return unreadable('--prices', 'Give JSON, or the CSV that begins with DATE_DEBUT.');
  }
  if (isRecord(value) && Object.keys(GRID).some((fare) => fare in value)) return [gridOf(value, from)];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return ascending(list.map((version, i) => versionOf(version, `versions.${i}`)));
}

function ascending(versions: readonly PriceVersion[]): readonly PriceVersion[] {
  const sorted = [...versions].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const twice = sorted.find(({ from }, i) => sorted[i + 1]?.from === from);
  if (twice !== undefined) unreadable('from', `Two versions begin on ${twice.from}: give each day once.`);
  return sorted;
}
