import type { Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CommandEnded, EXIT } from './exit-codes.js';

const usage = (code: string, field: string, remedy: string): CommandEnded =>
  new CommandEnded(EXIT.usage, [{ code, field, remedy }]);

/** The name that the ledger gave the file: no path, nothing hidden. */
function nameOf(answer: Response): string {
  const name = /filename="([A-Za-z0-9][A-Za-z0-9._-]*)"/.exec(
    answer.headers.get('content-disposition') ?? '',
  );
  return name?.[1] ?? 'export';
}

async function cancelled(answer: Response, ended: CommandEnded): Promise<never> {
  await answer.body?.cancel();
  throw ended;
}

const saidBy = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

function kindOf(there: Stats): string {
  if (there.isDirectory()) return 'a folder';
  if (there.isSymbolicLink()) return 'a link';
  return there.isFIFO() ? 'a pipe' : 'no regular file';
}

/**
 * Where a file goes: into `out` itself, or under its own name where that is a folder (it is made where `out` ends in a
 * slash). Ends the command with FILE_EXISTS where one stands there and is not to be written over, OUT_INVALID where
 * something else than a file does.
 */
export async function placeFor(out: string, answer: Response, force: boolean): Promise<string> {
  const invalid = (remedy: string): Promise<never> => cancelled(answer, usage('OUT_INVALID', 'out', remedy));
  if (out.trim() === '') return invalid('Give the file or folder to write to; . is this folder.');
  if (out.endsWith('/'))
    await mkdir(out, { recursive: true }).catch((fault: unknown) =>
      invalid(`${out} is no folder and none can be made there: ${saidBy(fault)}`),
    );
  const found = await stat(out).catch(() => null);
  const place = found?.isDirectory() === true ? join(out, nameOf(answer)) : out;
  // A link itself, not what it leads to: it would be replaced.
  const there = await lstat(place).catch(() => null);
  if (there !== null && !there.isFile())
    return invalid(`${place} is ${kindOf(there)}, and only a file is written over: give another --out.`);
  if (there === null || force) return place;
  return cancelled(
    answer,
    usage('FILE_EXISTS', 'out', `${place} is there already: give another --out, or --force.`),
  );
}

const brokenOff = (place: string): CommandEnded =>
  new CommandEnded(EXIT.failed, [
    {
      code: 'EXPORT_BROKE_OFF',
      field: 'out',
      remedy: `The ledger did not send all of it, and ${place} was not written. Ask again; its log says why.`,
    },
  ]);

async function copied(answer: Response, file: FileHandle, said: (bytes: number) => void): Promise<number> {
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    const part = Buffer.from(chunk as Uint8Array);
    await file.writeFile(part);
    bytes += part.length;
    said(bytes);
  }
  await file.sync();
  return bytes;
}

/**
 * Writes the body beside the place and moves it there once it is whole, so that no part of a file is taken for all of
 * it. Resolves with its bytes; ends the command where the ledger breaks off.
 */
export async function writeWhole(
  place: string,
  answer: Response,
  said: (bytes: number) => void,
): Promise<number> {
  const part = `${place}.${process.pid}.part`;
  const file = await open(part, 'w').catch((fault: unknown) => {
    const remedy = `${dirname(place)} takes no file: ${saidBy(fault)}`;
    return cancelled(answer, usage('OUT_INVALID', 'out', remedy));
  });
  try {
    const bytes = await copied(answer, file, said).catch(() => {
      throw brokenOff(place);
    });
    await file.close();
    await rename(part, place);
    return bytes;
  } catch (fault) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw fault;
  }
}
