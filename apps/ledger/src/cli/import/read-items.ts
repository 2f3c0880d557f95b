import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { derivedId } from '#events';
import { CommandEnded, EXIT } from '../exit-codes.js';
import { fileEmpty, fileText, mustExist } from '../files.js';

/** One command or one upload of a file, and the line (or place in an array, from 1) where it stands. */
export type Item =
  | {
      readonly kind: 'command';
      readonly line: number;
      readonly command: { readonly command: string; readonly id: string; readonly data: unknown };
    }
  | { readonly kind: 'upload'; readonly line: number; readonly upload: unknown };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unreadable = (line: number, why: string): CommandEnded =>
  new CommandEnded(EXIT.usage, [
    {
      code: 'IMPORT_UNREADABLE',
      field: `line ${line}`,
      remedy: `${why} A line is {"command":…,"data":…}, or an upload {"head":…,"signature":…,"body":…}.`,
    },
  ]);

/** The same line of the same text is the same command, so that a file may be imported again after a break. */
function commandId(line: number, text: string): string {
  return derivedId(`import/${line}/${createHash('sha256').update(text).digest('hex')}`);
}

function itemOf(line: number, value: unknown, text: string): Item {
  if (!isObject(value)) throw unreadable(line, 'This is no object.');
  if (typeof value['command'] === 'string') {
    const id = typeof value['id'] === 'string' ? value['id'] : commandId(line, text);
    return { kind: 'command', line, command: { command: value['command'], id, data: value['data'] ?? {} } };
  }
  if (isObject(value['head'])) return { kind: 'upload', line, upload: value };
  throw unreadable(line, 'This is neither a command nor an upload.');
}

async function* linesOf(path: string): AsyncGenerator<Item> {
  const input = path === '-' ? process.stdin : createReadStream(path, 'utf8');
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line++;
    if (text.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw unreadable(line, 'This is no JSON.');
    }
    yield itemOf(line, value, text);
  }
}

/** A whole JSON document: an array of items, or {"commands":[…],"uploads":[…]} in that order. */
async function* documentOf(path: string): AsyncGenerator<Item> {
  const text = await fileText(path);
  if (text.trim() === '') return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (fault) {
    throw unreadable(1, `The file is no JSON (${fault instanceof Error ? fault.message : String(fault)}).`);
  }
  const lists: readonly unknown[] = Array.isArray(value)
    ? [value]
    : isObject(value)
      ? [value['commands'] ?? [], value['uploads'] ?? []]
      : [];
  const items = lists.flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  for (const [place, item] of items.entries()) yield itemOf(place + 1, item, JSON.stringify(item));
}

/**
 * The items of a file in its order: `.json` is one document, anything else (and `-`, stdin) one item a line. Ends the
 * command with FILE_UNREADABLE, FILE_EMPTY or IMPORT_UNREADABLE.
 */
export async function* readItems(path: string): AsyncGenerator<Item> {
  await mustExist(path);
  let read = 0;
  for await (const item of path.endsWith('.json') ? documentOf(path) : linesOf(path)) {
    read++;
    yield item;
  }
  if (read === 0) throw fileEmpty(path);
}
