import { derivedId } from '#events';
import type { Refusal } from '#domain/decision';
import { FileFault, coloursOf } from '../load-curves/index.js';
import type { Run } from './command.js';
import { connect } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { fileEmpty, fileText } from './files.js';
import type { Item } from './import/read-items.js';
import { send, type Counts } from './import/send.js';

/** A command publishes at most so many days. */
const DAYS_PER_COMMAND = 400;

const refused = (refusal: Refusal): CommandEnded => new CommandEnded(EXIT.refused, [refusal]);

/** The same command of the same file is done once. */
const itemOf = (command: string, data: object, line: number): Item => ({
  kind: 'command',
  line,
  command: { command, id: derivedId(`${command}/${line}/${JSON.stringify(data)}`), data },
});

async function sendAll(run: Run, items: readonly Item[], what: string): Promise<void> {
  const connection = await connect(run.configuration, { create: true });
  try {
    const counts: Counts = { commands: 0, uploads: 0, refused: [], notAttempted: 0 };
    await send(connection.client, items, counts);
    run.output.result(counts, `${counts.commands} of ${items.length} commands done: ${what}`);
    if (counts.refused.length > 0)
      throw new CommandEnded(
        EXIT.refused,
        run.options['json'] === true
          ? []
          : counts.refused.map(({ code, field, remedy }) => ({ code, field, remedy })),
      );
  } finally {
    await connection.close();
  }
}

const textOption = ({ options }: Run, name: string): string => {
  const value = options[name];
  return typeof value === 'string' ? value : '';
};

/** Publishes the colours of a file, in either published form, as PublishTempoColours. */
export async function importColours(run: Run): Promise<void> {
  const file = textOption(run, 'file');
  const text = await fileText(file);
  const source = textOption(run, 'source');
  try {
    const days = coloursOf(text);
    if (days.length === 0) throw fileEmpty(file);
    const items: Item[] = [];
    for (let from = 0; from < days.length; from += DAYS_PER_COMMAND)
      items.push(
        itemOf(
          'publish-tempo-colours',
          { days: days.slice(from, from + DAYS_PER_COMMAND), source },
          from + 1,
        ),
      );
    await sendAll(run, items, `${days.length} days`);
  } catch (fault) {
    throw fault instanceof FileFault ? refused(fault.refusal) : fault;
  }
}

function versionsOf(text: string): readonly object[] {
  try {
    const value: unknown = JSON.parse(text);
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (list.every((one): one is object => typeof one === 'object' && one !== null)) return list;
  } catch {
    // Told below: whatever is wrong, this is no list of prices.
  }
  throw refused({
    code: 'PRICES_UNREADABLE',
    field: '--file',
    remedy: 'Give JSON: a version {"from":…,"cells":[…]} or a list of them, ascending.',
  });
}

/** Sets the price versions of a JSON file as SetElectricityPrice, in its order. */
export async function importPrices(run: Run): Promise<void> {
  const file = textOption(run, 'file');
  const text = await fileText(file);
  const versions = text.trim() === '' ? [] : versionsOf(text);
  if (versions.length === 0) throw fileEmpty(file);
  const [priceList, source] = [textOption(run, 'priceList'), textOption(run, 'source')];
  const items = versions.map((version, i) =>
    itemOf('set-electricity-price', { source, ...version, priceList }, i + 1),
  );
  await sendAll(run, items, `${versions.length} versions of ${priceList}`);
}
