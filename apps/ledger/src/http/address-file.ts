import { readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the running ledger of a data folder answers. */
export interface Address {
  readonly pid: number;
  readonly url: string;
  readonly installation: string;
}

const pathIn = (dataDir: string): string => join(dataDir, 'server.json');

const isAddress = (value: unknown): value is Address =>
  typeof value === 'object' &&
  value !== null &&
  'pid' in value &&
  typeof value.pid === 'number' &&
  'url' in value &&
  typeof value.url === 'string' &&
  'installation' in value &&
  typeof value.installation === 'string';

/** The address last written, which may be stale: whoever uses it asks /health/live for the same pid. */
export async function readAddress(dataDir: string): Promise<Address | null> {
  try {
    const value: unknown = JSON.parse(await readFile(pathIn(dataDir), 'utf8'));
    return isAddress(value) ? value : null;
  } catch {
    return null;
  }
}

/** Written in one step, so that no reader sees half of it. Readable by its owner alone. */
export async function writeAddress(dataDir: string, address: Address): Promise<void> {
  const aside = `${pathIn(dataDir)}.${address.pid}`;
  await writeFile(aside, `${JSON.stringify(address)}\n`, { mode: 0o600 });
  await rename(aside, pathIn(dataDir));
}

/** Removes the address, unless another process has written its own in the meantime. */
export async function removeAddress(dataDir: string, pid: number): Promise<void> {
  if ((await readAddress(dataDir))?.pid === pid) await unlink(pathIn(dataDir)).catch(() => undefined);
}
