import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isLocalDate, type LocalDate } from '#domain/calendar';
import { FecChecker, RULES, type FecCheckOptions, type FecRule } from '#exports/fec-check';
import { reportText } from './check-fec-text.js';
import type { Options, Run } from './command.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { mustBeFile } from './files.js';

const CHUNK_BYTES = 1_048_576;

const usage = (code: string, field: string, remedy: string): CommandEnded =>
  new CommandEnded(EXIT.usage, [{ code, field, remedy }]);

const isRule = (text: string): text is FecRule => Object.hasOwn(RULES, text);

function ignoredFrom({ ignore }: Options): ReadonlySet<FecRule> {
  const given = typeof ignore === 'string' ? ignore.split(',').map((text) => text.trim()) : [];
  const unknown = given.filter((text) => !isRule(text));
  if (unknown.length > 0)
    throw usage('RULE_UNKNOWN', '--ignore', `Give rules such as ${Object.keys(RULES).slice(-3).join(', ')}.`);
  return new Set(given.filter(isRule));
}

function fromOf({ from }: Options): LocalDate | null {
  if (from === undefined) return null;
  if (typeof from === 'string' && isLocalDate(from)) return from;
  throw usage('DATE_INVALID', '--from', 'Give a day as yyyy-mm-dd.');
}

function optionsOf(path: string, options: Options): FecCheckOptions {
  return {
    name: basename(path),
    from: fromOf(options),
    numbering: options['numbering'] === 'journal' ? 'journal' : 'file',
    ignored: ignoredFrom(options),
  };
}

/** Reads a FEC file of any size and tells what is wrong with it; exit code 3 where something is. */
export async function checkFec({ options, output }: Run): Promise<void> {
  const { file } = options;
  if (typeof file !== 'string' || file === '-')
    throw usage('FILE_MISSING', 'file', 'Give the file to check: its name is checked too.');
  const checker = new FecChecker(optionsOf(file, options));
  await mustBeFile(file);
  const { size } = await stat(file);
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
    checker.write(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    // A file that grows meanwhile is read to its end.
    const all = Math.max(size, bytes);
    output.progress(`${Math.floor((100 * bytes) / all)} % of ${all} bytes read`);
  }
  const report = checker.end();
  output.result({ file, ...report }, reportText(file, report));
  if (!report.clean) throw new CommandEnded(EXIT.refused, []);
}
