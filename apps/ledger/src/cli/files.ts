import { access, readFile } from 'node:fs/promises';
import { CommandEnded, EXIT } from './exit-codes.js';

/** Ends the command where a file that it names cannot be read; `-` (stdin) is always there. */
export async function mustExist(path: string): Promise<void> {
  if (path === '-') return;
  await access(path).catch(() => {
    throw new CommandEnded(EXIT.usage, [
      { code: 'FILE_UNREADABLE', field: path, remedy: 'There is no such file, or it may not be read.' },
    ]);
  });
}

export async function fileText(path: string): Promise<string> {
  await mustExist(path);
  return readFile(path, 'utf8');
}

export async function fileBytes(path: string): Promise<Uint8Array> {
  await mustExist(path);
  return readFile(path);
}
