import { eurText } from '#domain/quantity';
import type { LedgerClient } from './client.js';
import type { Run } from './command.js';
import { connect } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { placeFor, writeWhole } from './export-place.js';

interface Listed {
  readonly rows: readonly {
    readonly name: string;
    readonly what: string;
    readonly formats: readonly string[];
  }[];
}

/** What a file of the books holds, as its headers say. */
interface Exported {
  readonly export: string;
  readonly file: string;
  readonly bytes: number;
  readonly atIndex: number;
  readonly from: string;
  readonly to: string;
  readonly entries: number;
  readonly debitEur: string;
  readonly creditEur: string;
}

/** A name and what it is, in two columns, however long the names are. */
export function listText({ rows }: Listed): string {
  const width = Math.max(...rows.map(({ name }) => name.length)) + 2;
  return rows
    .map(({ name, what, formats }) => `${name.padEnd(width)}${what} (${formats.join(', ')})`)
    .join('\n');
}

const exportedText = ({ file, bytes, atIndex, from, to, entries, debitEur, creditEur }: Exported): string =>
  [
    `${file}  ${bytes} bytes`,
    `${entries} entries from ${from} to ${to}, as of index ${atIndex}`,
    `debit ${debitEur} EUR ${debitEur === creditEur ? '=' : 'DIFFERS FROM'} credit ${creditEur} EUR`,
  ].join('\n');

const PARAMETERS = ['from', 'to', 'year', 'format', 'atIndex'] as const;

/** Of everything that the log holds now, unless an earlier index is asked for. */
async function queryFor(client: LedgerClient, options: Run['options']): Promise<string> {
  const query = new URLSearchParams();
  for (const name of PARAMETERS) {
    const given = options[name];
    if (typeof given === 'string') query.set(name, given);
  }
  const { nextIndex } = (await client.must(client.get('/v1/status'))) as { nextIndex: number };
  if (!query.has('atIndex') && nextIndex > 0) query.set('minIndex', String(nextIndex - 1));
  return query.toString();
}

function exportedOf(what: string, { headers }: Response, file: string, bytes: number): Exported {
  const said = (name: string): string => headers.get(`heatledger-${name}`) ?? '';
  return {
    export: what,
    file,
    bytes,
    atIndex: Number(said('at-index')),
    from: said('from'),
    to: said('to'),
    entries: Number(said('entries')),
    debitEur: eurText(Number(said('debit-cents'))),
    creditEur: eurText(Number(said('credit-cents'))),
  };
}

/** Writes one export of the books into a file, or lists what there is. */
export async function exportBooks({ configuration, output, options }: Run): Promise<void> {
  const { what, out } = options;
  if (typeof what !== 'string' || typeof out !== 'string')
    throw new CommandEnded(EXIT.usage, [
      { code: 'OPTION_MISSING', field: '', remedy: 'Say what to export, and --out.' },
    ]);
  const connection = await connect(configuration, { create: false });
  try {
    const { client } = connection;
    if (what === 'list') {
      const listed = (await client.must(client.get('/v1/exports'))) as Listed;
      return output.result(listed.rows, listText(listed));
    }
    const path = `/v1/exports/${encodeURIComponent(what)}?${await queryFor(client, options)}`;
    const answer = await client.file(path);
    const place = await placeFor(out, answer, options['force'] === true);
    const bytes = await writeWhole(place, answer, (written) => output.progress(`${written} bytes`));
    const exported = exportedOf(what, answer, place, bytes);
    output.result(exported, exportedText(exported));
  } finally {
    await connection.close();
  }
}
