import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findRunning } from '../../cli/connection.js';
import { CommandEnded, EXIT } from '../../cli/exit-codes.js';

/** Its presence says that a demo made the folder, so that the next one may replace what stands there. */
const MARK = 'made-by-the-demo.txt';
const OWN = ['data', 'documents', 'summary.json'];

export const dataDirIn = (out: string): string => join(out, 'data');

/**
 * Makes room for a demo: only in a folder that is empty, or that a demo made, and only its own files there.
 * Refusals: DEMO_RUNNING, DEMO_FOLDER_TAKEN.
 */
export async function clearOwnFolder(out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  const running = await findRunning(dataDirIn(out));
  if (running !== null)
    throw ended(
      'DEMO_RUNNING',
      `The last demo still runs at ${running.url} (process ${running.pid}); end it first.`,
    );
  const there = await readdir(out);
  if (there.length > 0 && !there.includes(MARK))
    throw ended('DEMO_FOLDER_TAKEN', `${out} holds something else; give an empty or new folder.`);
  for (const own of OWN) await rm(join(out, own), { recursive: true, force: true });
  await writeFile(join(out, MARK), `The next demo replaces ${OWN.join(', ')}.\n`);
}

const ended = (code: string, remedy: string): CommandEnded =>
  new CommandEnded(EXIT.usage, [{ code, field: '--out', remedy }]);
