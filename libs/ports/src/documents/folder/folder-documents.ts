import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { DocumentFiles } from '../port.js';
import { checkDocument, checkName, nameTaken, unreadable } from '../refused.js';

const errorCode = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Faults of one path, not of the folder as a whole or of the process. */
const OF_ONE_PATH: ReadonlySet<string | undefined> = new Set([
  'EACCES',
  'EIO',
  'EISDIR',
  'ELOOP',
  'ENOTDIR',
  'ENXIO',
  'EPERM',
]);

/** Bytes of a regular file; opened so that a pipe in its place keeps nobody waiting. */
async function bytesAt(path: string, name: string): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) throw unreadable(name, 'it is no file');
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/** Document files below one folder: written aside, made durable, then put in their place in one step. */
export class FolderDocuments implements DocumentFiles {
  constructor(private readonly folder: string) {}

  /** @throws DocumentRefused DOCUMENT_NAME_INVALID, DOCUMENT_NAME_TAKEN, DOCUMENT_TOO_LARGE */
  async put(name: string, bytes: Uint8Array): Promise<{ readonly sha256: string; readonly bytes: number }> {
    checkDocument(name, bytes);
    const path = join(this.folder, name);
    const kept = { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
    if (await this.holds(name, bytes)) return kept;
    const aside = await this.writeAside(path, bytes);
    try {
      // A link, unlike a rename, fails where the name is taken: two writers cannot replace one another.
      await link(aside, path);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      await this.holds(name, bytes);
    } finally {
      await unlink(aside);
    }
    await syncFolder(dirname(path));
    return kept;
  }

  async restore(name: string, bytes: Uint8Array): Promise<void> {
    checkDocument(name, bytes);
    const path = join(this.folder, name);
    await rename(await this.writeAside(path, bytes), path);
    await syncFolder(dirname(path));
  }

  async get(name: string): Promise<Uint8Array | null> {
    checkName(name);
    try {
      return await bytesAt(join(this.folder, name), name);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT') return null;
      if (OF_ONE_PATH.has(code)) throw unreadable(name, String(code));
      throw error;
    }
  }

  async *names(): AsyncGenerator<string> {
    const found = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch(
      (error: unknown) => {
        if (errorCode(error) === 'ENOENT') return [];
        throw error;
      },
    );
    yield* found
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
      .sort();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** The bytes, durable beside their place; the path they stand under. */
  private async writeAside(path: string, bytes: Uint8Array): Promise<string> {
    await mkdir(dirname(path), { recursive: true });
    const aside = join(dirname(path), `.${randomUUID()}.part`);
    const file = await open(aside, 'wx');
    await file
      .writeFile(bytes)
      .then(() => file.sync())
      .finally(() => file.close());
    return aside;
  }

  /** Whether exactly these bytes stand there; other bytes are refused. */
  private async holds(name: string, bytes: Uint8Array): Promise<boolean> {
    const there = await this.get(name);
    if (there === null) return false;
    if (Buffer.compare(there, bytes) === 0) return true;
    throw nameTaken(name);
  }
}
