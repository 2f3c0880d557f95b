import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FORMATS_OF_PROOF, PROOF_SERIES, savedAs, type Format } from '#processes/rendering';
import { DEMO_MONTH } from '../model/month.js';
import type { LedgerHttp } from './ledger-http.js';
import type { Progress } from './progress.js';

interface DocumentAnswer {
  readonly series: string;
  readonly number: string;
  readonly kind: string;
  readonly party: string;
  readonly files: readonly Format[];
}

interface Copied {
  readonly series: string;
  readonly number: string;
  readonly folder: string;
  readonly name: string;
  readonly formats: readonly Format[];
}

/**
 * Downloads every file of every document, and of every dwelling proof of the month, as a client, an owner or a resident
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
  return all.reduce((sum, { formats }) => sum + formats.length, 0);
}

const AT_ONCE = 8;

async function copy(http: LedgerHttp, into: string, copied: Copied): Promise<void> {
  const { series, number, folder, name, formats } = copied;
  for (const format of formats) {
    const path = `/v1/documents/${encodeURIComponent(series)}/${encodeURIComponent(number)}/file?format=${format}`;
    await writeFile(join(into, folder, savedAs({ number: name }, format)), await http.bytes(path));
  }
}

async function documents(http: LedgerHttp): Promise<Copied[]> {
  const rows = await http.rows<DocumentAnswer>('/v1/documents');
  return rows.map(({ series, number, kind, party, files }) => {
    const name = `${number}-${party}`.replaceAll(/[^\w.+-]/g, '_');
    // A page and a file for programs every document has, whether they were made or not.
    return {
      series,
      number,
      folder: `${kind}s`,
      name,
      formats: [...new Set([...FORMATS_OF_PROOF, ...files])],
    };
  });
}

async function proofs(http: LedgerHttp): Promise<Copied[]> {
  const rows = await http.rows<object>(`/v1/proofs?period=${DEMO_MONTH}`);
  return rows.map((_, place) => {
    const number = `${DEMO_MONTH}-${String(place + 1).padStart(4, '0')}`;
    return {
      series: PROOF_SERIES,
      number,
      folder: 'dwelling-proofs',
      name: number,
      formats: FORMATS_OF_PROOF,
    };
  });
}
