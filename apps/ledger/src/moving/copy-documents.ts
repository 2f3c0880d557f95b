import { createHash } from 'node:crypto';
import { type DocumentFiles, DocumentRefused } from '#ports/documents';
import { CopyRefused, copyRefused, type CopyOutcome, type Progress } from './copying.js';

export interface DocumentsCopy {
  readonly source: DocumentFiles;
  readonly target: DocumentFiles;
  readonly signal: AbortSignal;
  readonly told: (progress: Progress) => void;
}

export interface CopiedDocuments {
  readonly files: number;
  readonly bytes: number;
  /** How many of them stood in the target already. */
  readonly found: number;
  /** SHA-256 over one line per file, `<sha256>  <name>`, in the order of names, the same on both sides. */
  readonly sha256: string;
}

/** Files under way together. */
const TOGETHER = 8;

async function namesOf(files: DocumentFiles): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of files.names()) names.push(name);
  return names;
}

async function bytesOf(files: DocumentFiles, field: string, name: string): Promise<Uint8Array> {
  const bytes = await files.get(name).catch((fault: unknown) => {
    if (!(fault instanceof DocumentRefused)) throw fault;
    throw copyRefused(fault.code, field, `${fault.message}.`);
  });
  if (bytes === null)
    throw copyRefused(
      'DOCUMENT_GONE',
      field,
      `${name} was there and is gone: look at where the files are kept.`,
    );
  return bytes;
}

async function putAs(target: DocumentFiles, name: string, bytes: Uint8Array): Promise<void> {
  try {
    await target.put(name, bytes);
  } catch (fault) {
    if (!(fault instanceof DocumentRefused)) throw fault;
    if (fault.code !== 'DOCUMENT_NAME_TAKEN') throw copyRefused(fault.code, '--from', `${fault.message}.`);
    throw copyRefused(
      'TARGET_DIFFERS',
      '--to',
      `${name} is another file in the target: it is left as it is. Give an empty target.`,
    );
  }
}

interface Listed {
  readonly sha256: string;
  readonly bytes: number;
}

/** Does something for each name, some of them at a time; answers how many were done, fewer where the signal was given. */
async function forEach(
  names: readonly string[],
  { signal, told }: DocumentsCopy,
  step: Progress['step'],
  work: (name: string) => Promise<void>,
): Promise<number> {
  for (let at = 0; at < names.length; at += TOGETHER) {
    if (signal.aborted) return at;
    await Promise.all(names.slice(at, at + TOGETHER).map(work));
    told({ step, done: Math.min(at + TOGETHER, names.length), total: names.length });
  }
  return names.length;
}

/** What is listed, file by file in the order of names. */
function listing(names: readonly string[], files: ReadonlyMap<string, Listed>): Listed {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const name of names) {
    const listed = files.get(name);
    if (listed === undefined) continue;
    hash.update(`${listed.sha256}  ${name}\n`);
    bytes += listed.bytes;
  }
  return { sha256: hash.digest('hex'), bytes };
}

const listed = (bytes: Uint8Array): Listed => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.length,
});

async function copied(copy: DocumentsCopy): Promise<CopyOutcome<CopiedDocuments>> {
  const { source, target } = copy;
  const [names, standing] = [await namesOf(source), new Set(await namesOf(target))];
  const own = new Set(names);
  const foreign = [...standing].find((name) => !own.has(name));
  if (foreign !== undefined)
    throw copyRefused(
      'TARGET_DIFFERS',
      '--to',
      `${foreign} stands in the target and not in the source. Give an empty target; nothing was written.`,
    );
  const [here, there] = [new Map<string, Listed>(), new Map<string, Listed>()];
  const done = await forEach(names, copy, 'copying', async (name) => {
    const bytes = await bytesOf(source, '--from', name);
    here.set(name, listed(bytes));
    await putAs(target, name, bytes);
  });
  if (done < names.length) return { kind: 'interrupted', next: done, total: names.length };
  const verified = await forEach(names, copy, 'verifying', async (name) => {
    there.set(name, listed(await bytesOf(target, '--to', name)));
  });
  if (verified < names.length) return { kind: 'interrupted', next: names.length, total: names.length };
  const [read, stands] = [listing(names, here), listing(names, there)];
  if (read.sha256 !== stands.sha256)
    throw copyRefused(
      'TARGET_WRITTEN',
      '--to',
      'The files read back are not those of the source: look at the disk.',
    );
  return {
    kind: 'copied',
    copied: { files: names.length, bytes: read.bytes, found: standing.size, sha256: read.sha256 },
  };
}

/**
 * Copies document files under their names. A file that stands in the target with other bytes is left as it is.
 * Refusals: TARGET_DIFFERS, TARGET_WRITTEN, DOCUMENT_GONE, DOCUMENT_TOO_LARGE. Throws DatabaseError as the adapters do.
 */
export async function copyDocuments(copy: DocumentsCopy): Promise<CopyOutcome<CopiedDocuments>> {
  try {
    return await copied(copy);
  } catch (fault) {
    if (fault instanceof CopyRefused) return { kind: 'refused', refusal: fault.refusal };
    throw fault;
  }
}
