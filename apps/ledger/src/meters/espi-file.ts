import type { ZoneOffsets } from '#domain/calendar';
import { WATT_MS_PER_WH, type MeterInterval } from '#domain/load-curves';
import { Decimal } from '#domain/quantity';
import { fileFault } from '../load-curves/index.js';
import { ascending, type MeterFile } from './meter-file.js';
import { elementsOf, textIn, xmlOf, type XmlElement } from './xml.js';

/** Unit of measure: real energy in Wh. */
const UOM_WH = '72';
/** Energy delivered to the customer. */
const FLOW_FORWARD = '1';
/** Each value is the energy of its own interval. */
const DELTA_DATA = '4';

const QUALITIES: Readonly<Record<string, string>> = {
  '0': 'valid',
  '7': 'edited',
  '8': 'estimated',
  '9': 'interpolated',
  '10': 'questionable',
  '14': 'raw',
  '17': 'validated',
  '19': 'revenue',
};

interface Entry {
  readonly element: XmlElement;
  readonly self: string | null;
  readonly up: string | null;
  readonly related: readonly string[];
}

const hrefs = (entry: XmlElement, rel: string): string[] =>
  entry.children.flatMap(({ name, attributes }) =>
    name === 'link' && attributes['rel'] === rel && attributes['href'] !== undefined
      ? [attributes['href']]
      : [],
  );

const entryOf = (element: XmlElement): Entry => ({
  element,
  self: hrefs(element, 'self')[0] ?? null,
  up: hrefs(element, 'up')[0] ?? null,
  related: hrefs(element, 'related'),
});

/** What the values of a meter reading are: by the links of the feed, or the only type there is. */
function typeOf(block: Entry, entries: readonly Entry[]): XmlElement {
  const types = entries.flatMap(({ element, self }) =>
    elementsOf(element, 'ReadingType').map((type) => ({ type, self })),
  );
  const reading = entries.find(({ self }) => self !== null && block.up === `${self}/IntervalBlock`);
  const linked = types.find(({ self }) => self !== null && reading?.related.includes(self));
  const found = linked?.type ?? (types.length === 1 ? types[0]!.type : undefined);
  return (
    found ?? fileFault('ESPI_TYPE_MISSING', 'ReadingType', 'The feed does not say what its readings measure.')
  );
}

/** W·ms of one unit of the values; null where they are not energy delivered. */
function factorOf(type: XmlElement): Decimal | null {
  const forward = (textIn(type, 'flowDirection') ?? FLOW_FORWARD) === FLOW_FORWARD;
  if (textIn(type, 'uom') !== UOM_WH || !forward) return null;
  if ((textIn(type, 'accumulationBehaviour') ?? DELTA_DATA) !== DELTA_DATA)
    return fileFault(
      'ESPI_TYPE_UNKNOWN',
      'accumulationBehaviour',
      'Give energy per interval (4, delta data).',
    );
  const power = textIn(type, 'powerOfTenMultiplier') ?? '0';
  if (!/^-?\d{1,2}$/.test(power))
    return fileFault('ESPI_TYPE_UNKNOWN', 'powerOfTenMultiplier', 'Give a whole power of ten.');
  return new Decimal(10).pow(Number(power)).times(WATT_MS_PER_WH);
}

function integerIn(element: XmlElement | undefined, name: string): number {
  const text = element === undefined ? null : textIn(element, name);
  if (text !== null && /^\d{1,15}$/.test(text)) return Number(text);
  return fileFault(
    'ESPI_READING_INVALID',
    name,
    `A reading says ${text ?? 'nothing'} where a whole number stands.`,
  );
}

function intervalOf(reading: XmlElement, factor: Decimal): MeterInterval {
  const period = reading.children.find(({ name }) => name === 'timePeriod');
  const fromMs = integerIn(period, 'start') * 1000;
  const toMs = fromMs + integerIn(period, 'duration') * 1000;
  const wattMs = factor.times(integerIn(reading, 'value')).toNumber();
  if (toMs <= fromMs || !Number.isSafeInteger(wattMs))
    return fileFault(
      'ESPI_READING_INVALID',
      'IntervalReading',
      `The reading at ${fromMs / 1000} has no length, or too fine a value.`,
    );
  return { fromMs, toMs, wattMs };
}

/** The same interval told twice counts once; two that meet and differ are refused. */
function apart(intervals: readonly MeterInterval[]): MeterInterval[] {
  const kept: MeterInterval[] = [];
  for (const interval of ascending(intervals)) {
    const last = kept.at(-1);
    if (last === undefined || interval.fromMs >= last.toMs) kept.push(interval);
    else if (
      interval.fromMs !== last.fromMs ||
      interval.toMs !== last.toMs ||
      interval.wattMs !== last.wattMs
    )
      fileFault(
        'ESPI_READINGS_CLASH',
        'IntervalReading',
        `Two readings tell of ${new Date(interval.fromMs).toISOString()}: give one.`,
      );
  }
  return kept;
}

function notesOn(feed: XmlElement, zone: ZoneOffsets): string[] {
  return elementsOf(feed, 'LocalTimeParameters').flatMap((local) => {
    const seconds = Number(textIn(local, 'tzOffset') ?? Number.NaN);
    const known = zone.offsets.some(({ offsetMinutes }) => offsetMinutes * 60 === seconds);
    return Number.isNaN(seconds) || known
      ? []
      : [
          `The file's local time is UTC${seconds < 0 ? '−' : '+'}${Math.abs(seconds) / 3600} h; months here are those of ${zone.zone}.`,
        ];
  });
}

/**
 * Readings of energy delivered, from a Green Button (ESPI) feed; times are seconds UTC, so no clock change touches
 * them. Faults (FileFault): XML_INVALID, ESPI_TYPE_MISSING, ESPI_TYPE_UNKNOWN, ESPI_READING_INVALID,
 * ESPI_READINGS_CLASH, SEVERAL_METERS, CURVE_EMPTY.
 */
export function espiFile(text: string, zone: ZoneOffsets): MeterFile {
  const feed = xmlOf(text);
  const entries = elementsOf(feed, 'entry').map(entryOf);
  const intervals: MeterInterval[] = [];
  const qualities: Record<string, number> = {};
  const meters = new Set<string>();
  for (const entry of entries)
    for (const block of elementsOf(entry.element, 'IntervalBlock')) {
      const factor = factorOf(typeOf(entry, entries));
      if (factor === null) continue;
      meters.add(entry.up ?? '');
      for (const reading of elementsOf(block, 'IntervalReading')) {
        intervals.push(intervalOf(reading, factor));
        const [quality] = elementsOf(reading, 'quality');
        const code = quality?.text.trim() ?? '';
        const name = code === '' ? 'unstated' : (QUALITIES[code] ?? `code ${code}`);
        qualities[name] = (qualities[name] ?? 0) + 1;
      }
    }
  if (intervals.length === 0)
    fileFault('CURVE_EMPTY', 'file', 'There is no reading of delivered energy in Wh in it.');
  if (meters.size > 1) fileFault('SEVERAL_METERS', 'IntervalBlock', 'Give the readings of one meter.');
  return {
    intervals: apart(intervals),
    holes: [],
    refused: [],
    qualities,
    signature: null,
    notes: notesOn(feed, zone),
  };
}
