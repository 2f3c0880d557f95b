import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import type { LedgerOfATest } from './ledger-of-a-test.js';

interface Manifest {
  readonly pieces: readonly {
    readonly path: string;
    readonly sha256: string;
    readonly logIndexes: readonly number[];
  }[];
}

const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Checks a bundle as its README tells a reader to: every piece by its hash, every event by the log, the sealed usage by
 * the hash of its line. Answers the types of events in each piece of the log, and how many sealed events it names.
 */
export async function checkedEvidence(
  ledger: LedgerOfATest,
  zip: Uint8Array,
): Promise<{ readonly types: ReadonlyMap<string, readonly string[]>; readonly sealed: number }> {
  const lineAt = async (index: number): Promise<string> =>
    strFromU8(await ledger.bytes(`/v1/events?from=${index}&limit=1`)).trimEnd();
  const files = new Map(Object.entries(unzipSync(zip)));
  const text = (path: string): string => strFromU8(files.get(path) ?? new Uint8Array());
  const { pieces } = JSON.parse(text('manifest.json')) as Manifest;
  const listed = pieces.map(({ path }) => path);
  expect([...files.keys()]).toEqual([...listed, 'manifest.json', 'SHA256SUMS', 'README.txt']);
  expect(text('SHA256SUMS')).toBe(pieces.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(''));
  const types = new Map<string, string[]>();
  for (const { path, sha256, logIndexes } of pieces) {
    expect([path, sha256Of(files.get(path) ?? '')]).toEqual([path, sha256]);
    if (!path.endsWith('.ndjson')) continue;
    const lines = text(path).split('\n').slice(0, -1);
    expect([...lines].sort()).toEqual((await Promise.all(logIndexes.map(lineAt))).sort());
    types.set(
      path,
      lines.map((line) => (JSON.parse(line) as { type: string }).type),
    );
  }
  const [, ...references] = text('usage/sealed.csv').trimEnd().split('\r\n');
  for (const reference of references) {
    const [index, , , sha256] = reference.split(',');
    expect(sha256Of(await lineAt(Number(index)))).toBe(sha256);
  }
  return { types, sealed: references.length };
}
