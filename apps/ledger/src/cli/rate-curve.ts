import { isLocalDate, type ZoneOffsets } from '#domain/calendar';
import type { CurveTariff } from '#domain/load-curves';
import { zoneOffsets } from '../installation/index.js';
import {
  CURVE_OPTIONS,
  FileFault,
  coloursOf,
  coloursTogether,
  curveReport,
  curveTable,
  curveTerms,
  priceVersionsOf,
  readCurves,
  type CurveOption,
} from '../load-curves/index.js';
import type { Options, Run } from './command.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { fileText, mustExist } from './files.js';

const usage = (code: string, field: string, remedy: string): CommandEnded =>
  new CommandEnded(EXIT.usage, [{ code, field, remedy }]);

const textOf = (options: Options, name: string): string | undefined => {
  const value: unknown = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** An option that may be given several times. */
function textsOf(options: Options, name: string): readonly string[] {
  const value: unknown = options[name];
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
}

const isOption = (text: string | undefined): text is CurveOption => CURVE_OPTIONS.some((one) => one === text);

/** Asks the machine for every day of a century: once for each zone is enough. */
const zones = new Map<string, ReturnType<typeof zoneOffsets>>();

function zoneFrom(options: Options): ZoneOffsets {
  const name = textOf(options, 'zone') ?? 'Europe/Paris';
  const made = zones.get(name) ?? zoneOffsets(name);
  zones.set(name, made);
  if ('refused' in made) throw new CommandEnded(EXIT.usage, [{ ...made.refused, field: '--zone' }]);
  return made.zone;
}

function kvaFrom(options: Options): number {
  const kva = Number(textOf(options, 'kva') ?? '6');
  if (Number.isInteger(kva) && kva > 0) return kva;
  throw usage('KVA_INVALID', '--kva', 'Give the subscribed power in whole kVA, such as 6.');
}

async function tariffFrom(options: Options, option: CurveOption): Promise<CurveTariff | null> {
  const file = textOf(options, 'prices');
  if (file === undefined) return null;
  const from = textOf(options, 'pricesFrom');
  if (from !== undefined && !isLocalDate(from))
    throw usage('DATE_INVALID', '--prices-from', 'Give a day as yyyy-mm-dd.');
  return {
    option,
    subscribedKva: kvaFrom(options),
    versions: priceVersionsOf(await fileText(file), from ?? null),
  };
}

async function run({ options, output }: Run): Promise<void> {
  const option = textOf(options, 'option');
  if (!isOption(option))
    throw usage('OPTION_UNKNOWN', '--option', `Give one of ${CURVE_OPTIONS.join(', ')}.`);
  const zone = zoneFrom(options);
  const terms = curveTerms(option, kvaFrom(options), textOf(options, 'windows'));
  const tariff = await tariffFrom(options, option);
  const calendars = await Promise.all(textsOf(options, 'calendar').map(fileText));
  const tempo = coloursTogether(calendars.map(coloursOf));
  const files = textsOf(options, 'file');
  await Promise.all(files.map(mustExist));
  const curve = await readCurves(files, zone, (lines) => output.progress(`${lines} lines read`));
  output.progress(`${curve.rows.length} rows read, rating`);
  const report = curveReport(curve, { terms, tempo, zone }, tariff);
  if ('refused' in report) throw new CommandEnded(EXIT.refused, [report.refused]);
  output.result(report, curveTable(report));
}

/** Needs no ledger: reads files and prints. */
export async function rateCurve(given: Run): Promise<void> {
  try {
    await run(given);
  } catch (fault) {
    if (fault instanceof FileFault) throw new CommandEnded(EXIT.usage, [fault.refusal]);
    throw fault;
  }
}
