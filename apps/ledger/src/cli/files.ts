import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { CommandEnded, EXIT } from './exit-codes.js';

const unreadable = (path: string, remedy: string): CommandEnded =>
  new CommandEnded(EXIT.usage, [{ code: 'FILE_UNREADABLE', field: path, remedy }]);

const NOT_THERE = 'There is no such file, or it may not be read.';

/** A file that says nothing: most likely not the one that was meant. */
export const fileEmpty = (path: string): CommandEnded =>
  new CommandEnded(EXIT.usage, [
    {
      code: 'FILE_EMPTY',
      field: path,
      remedy: 'There is nothing to import in it: give the file that was meant.',
    },
  ]);

/** Ends the command where a file that it names cannot be read; `-` (stdin) is always there. */
export async function mustExist(path: string): Promise<void> {
  if (path === '-') return;
  const found = await access(path, constants.R_OK)
    .then(() => stat(path))
    .catch(() => null);
  if (found === null) throw unreadable(path, NOT_THERE);
  if (found.isDirectory()) throw unreadable(path, 'This is a folder: give a file.');
}

/** Ends the command where what it names is no regular file: a pipe or device may never end, and has no size. */
export async function mustBeFile(path: string): Promise<void> {
  await mustExist(path);
  if (!(await stat(path)).isFile())
    throw unreadable(path, 'This is a pipe or device: give a file that is kept.');
}

export async function fileBytes(path: string): Promise<Buffer> {
  await mustExist(path);
  return readFile(path).catch(() => {
    throw unreadable(path, NOT_THERE);
  });
}

export async function fileText(path: string): Promise<string> {
  return (await fileBytes(path)).toString('utf8');
}
