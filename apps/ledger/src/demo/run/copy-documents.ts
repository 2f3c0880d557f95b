import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_MONTH } from '../model/month.js';
import type { LedgerHttp } from './ledger-http.js';
import type { Progress } from './progress.js';

interface DocumentAnswer {
  readonly series: string;
  readonly number: string;
  readonly kind: string;
  readonly party: string;
}

interface Copied {
  readonly series: string;
  readonly number: string;
  readonly folder: string;
  readonly name: string;
}

const FORMATS = ['json', 'pdf'];
/** Files of dwelling proofs stand in a series of their own, numbered by the month from 1. */
const PROOFS = 'proofs';

/**
 * Downloads every document, and every dwelling proof of the month, as a client, an owner or a resident
 * would, into a folder per kind. Resolves with the number of files; throws UnexpectedAnswer where one was not made.
 */
export async function copyDocuments(http: LedgerHttp, into: string, progress: Progress): Promise<number> {
  await http.caughtUp();
  const all = [...(await documents(http)), ...(await proofs(http))];
  for (const folder of new Set(all.map((each) => each.folder)))
    await mkdir(join(into, folder), { recursive: true });
  for (let at = 0; at < all.length; at += AT_ONCE) {
    await Promise.all(all.slice(at, at + AT_ONCE).map((each) => copy(http, into, each)));
    progress.at((at + 1) / all.length, `${Math.min(at + AT_ONCE, all.length)} of ${all.length}`);
  }
  return all.length * FORMATS.length;
}

const AT_ONCE = 8;

async function copy(http: LedgerHttp, into: string, { series, number, folder, name }: Copied): Promise<void> {
  for (const format of FORMATS) {
    const path = `/v1/documents/${encodeURIComponent(series)}/${encodeURIComponent(number)}/file?format=${format}`;
    await writeFile(join(into, folder, `${name}.${format}`), await http.bytes(path));
  }
}

async function documents(http: LedgerHttp): Promise<Copied[]> {
  const rows = await http.rows<DocumentAnswer>('/v1/documents');
  return rows.map(({ series, number, kind, party }) => {
    const name = `${number}-${party}`.replaceAll(/[^\w.+-]/g, '_');
    return { series, number, folder: `${kind}s`, name };
  });
}

async function proofs(http: LedgerHttp): Promise<Copied[]> {
  const rows = await http.rows<object>(`/v1/proofs?period=${DEMO_MONTH}`);
  return rows.map((_, place) => {
    const number = `${DEMO_MONTH}-${String(place + 1).padStart(4, '0')}`;
    return { series: PROOFS, number, folder: 'dwelling-proofs', name: number };
  });
}
