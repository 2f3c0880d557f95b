import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DocumentFiles } from '../port.js';

/** A name that cannot be kept, or one that is taken by other bytes. */
export class DocumentRefused extends Error {
  constructor(
    readonly code: 'DOCUMENT_NAME_INVALID' | 'DOCUMENT_NAME_TAKEN',
    message: string,
  ) {
    super(message);
    this.name = 'DocumentRefused';
  }
}

/** Folders and a file name of letters, digits and `+ _ . -`; none starts with a dot, so nothing leads outside. */
const NAME = /^(?:[A-Za-z0-9+_-][A-Za-z0-9+_.-]{0,120}\/){0,8}[A-Za-z0-9+_-][A-Za-z0-9+_.-]{0,120}$/;

const errorCode = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/** Document files below one folder: written aside, made durable, then put in their place in one step. */
export class FolderDocuments implements DocumentFiles {
  constructor(private readonly folder: string) {}

  /** @throws DocumentRefused DOCUMENT_NAME_INVALID, DOCUMENT_NAME_TAKEN */
  async put(name: string, bytes: Uint8Array): Promise<{ readonly sha256: string; readonly bytes: number }> {
    const path = this.pathOf(name);
    const kept = { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
    if (await this.holds(name, bytes)) return kept;
    await mkdir(dirname(path), { recursive: true });
    const aside = join(dirname(path), `.${randomUUID()}.part`);
    const file = await open(aside, 'wx');
    await file
      .writeFile(bytes)
      .then(() => file.sync())
      .finally(() => file.close());
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

  async get(name: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this.pathOf(name));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** Whether exactly these bytes stand there; other bytes are refused. */
  private async holds(name: string, bytes: Uint8Array): Promise<boolean> {
    const there = await this.get(name);
    if (there === null) return false;
    if (Buffer.compare(there, bytes) === 0) return true;
    throw new DocumentRefused('DOCUMENT_NAME_TAKEN', `${name} holds other bytes`);
  }

  private pathOf(name: string): string {
    if (!NAME.test(name))
      throw new DocumentRefused('DOCUMENT_NAME_INVALID', `${name} is no name of a document`);
    return join(this.folder, name);
  }
}
