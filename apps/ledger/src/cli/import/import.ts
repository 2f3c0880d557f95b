import type { LedgerClient } from '../client.js';
import type { Run } from '../command.js';
import { connect } from '../connection.js';
import { CommandEnded, EXIT } from '../exit-codes.js';
import type { Output } from '../output.js';
import { type Item, readItems } from './read-items.js';
import { type Counts, send } from './send.js';

/** Small enough that a request is answered within a second, large enough to commit in groups. */
const ITEMS_PER_REQUEST = 100;

/** One refused upload may have many behind it; `--json` lists them all. */
const REFUSALS_TOLD = 20;

const said = (counts: Counts): string =>
  `${counts.commands} commands done, ${counts.uploads} uploads recorded` +
  (counts.refused.length === 0 ? '' : `, ${counts.refused.length} refused`) +
  (counts.notAttempted === 0 ? '' : `, ${counts.notAttempted} not attempted`);

/** Sends the file in its own order, neighbours of one kind together; stops at the first refused command. */
async function importItems(
  client: LedgerClient,
  items: AsyncGenerator<Item>,
  output: Output,
): Promise<Counts> {
  const counts: Counts = { commands: 0, uploads: 0, refused: [], notAttempted: 0 };
  let batch: Item[] = [];
  const flush = async (): Promise<boolean> => {
    const sent = batch;
    batch = [];
    if (sent.length === 0) return true;
    const refusedBefore = counts.refused.length;
    await send(client, sent, counts);
    output.progress(said(counts));
    return sent[0]?.kind === 'upload' || counts.refused.length === refusedBefore;
  };
  for await (const item of items) {
    const full = batch.length === ITEMS_PER_REQUEST || (batch.length > 0 && batch[0]?.kind !== item.kind);
    if (full && !(await flush())) return counts;
    batch.push(item);
  }
  await flush();
  return counts;
}

/** Reads the first item, so that a file that cannot be read at all ends the command before a ledger is opened. */
async function begun(items: AsyncGenerator<Item>): Promise<AsyncGenerator<Item>> {
  const first = await items.next();
  return (async function* () {
    if (first.done !== true) yield first.value;
    yield* items;
  })();
}

export async function importFile({ configuration, output, options }: Run): Promise<void> {
  const file = options['file'];
  if (typeof file !== 'string')
    throw new CommandEnded(EXIT.usage, [
      { code: 'FILE_MISSING', field: '--file', remedy: 'Name a file, or - .' },
    ]);
  const read = readItems(file);
  const items = await begun(read);
  const connection = await connect(configuration, { create: true }).catch(async (fault: unknown) => {
    // Or an open stdin would keep the process.
    await read.return(undefined);
    throw fault;
  });
  try {
    const counts = await importItems(connection.client, items, output);
    output.result(counts, said(counts));
    if (counts.refused.length === 0 && counts.notAttempted === 0) return;
    const told = options['json'] === true ? [] : counts.refused.slice(0, REFUSALS_TOLD);
    throw new CommandEnded(
      EXIT.refused,
      told.map(({ line, ...refusal }) => ({ ...refusal, field: `line ${line}: ${refusal.field}` })),
    );
  } finally {
    await connection.close();
  }
}
