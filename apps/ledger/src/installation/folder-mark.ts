import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The data folder is of another installation than the log: its keys, documents and read models are not for it. */
export class DataFolderForeign extends Error {
  readonly code = 'DATA_FOLDER_FOREIGN';

  constructor(marked: string, installation: string | null) {
    super(
      `The data folder belongs to installation ${marked}, the log to ${installation ?? 'none yet'}: give another --data-dir, or the log of this one.`,
    );
    this.name = 'DataFolderForeign';
  }
}

const pathIn = (dataDir: string): string => join(dataDir, 'installation.json');

/** Id of the installation whose folder this is; null where nobody has written it yet. */
export async function markedInstallation(dataDir: string): Promise<string | null> {
  if (!existsSync(pathIn(dataDir))) return null;
  return (JSON.parse(await readFile(pathIn(dataDir), 'utf8')) as { installation: string }).installation;
}

/** In one step, so that no reader sees half of it. */
export async function markFolder(dataDir: string, installation: string): Promise<void> {
  const aside = `${pathIn(dataDir)}.${process.pid}`;
  await writeFile(aside, `${JSON.stringify({ installation })}\n`);
  await rename(aside, pathIn(dataDir));
}
