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
  readonly files: readonly string[];
}

const FORMATS = ['json', 'pdf'];
const POLL_MS = 100;
/** Rendering that makes no file for so long has stopped. */
const STALLED_MS = 30_000;

const list = (http: LedgerHttp): Promise<DocumentAnswer[]> =>
  http.rows<DocumentAnswer>(`/v1/documents?period=${DEMO_MONTH}`);
const filesOf = (documents: readonly DocumentAnswer[]): number =>
  documents.reduce((sum, { files }) => sum + files.length, 0);

/** Waits until every document of the month has its files, or none has come for a while. */
async function rendered(http: LedgerHttp, progress: Progress): Promise<readonly DocumentAnswer[]> {
  let seen = -1;
  let sinceMs = performance.now();
  for (;;) {
    const documents = await list(http);
    const files = filesOf(documents);
    const all = documents.length * FORMATS.length;
    if (files > seen) [seen, sinceMs] = [files, performance.now()];
    if (files >= all || performance.now() - sinceMs > STALLED_MS) return documents;
    progress.at(files / all, `${files} of ${all} files`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/**
 * Downloads every document of the month, as a client or an owner would, into a folder per kind.
 * Resolves with the number of files, and how many there should be.
 */
export async function copyDocuments(
  http: LedgerHttp,
  folder: string,
  progress: Progress,
): Promise<{ readonly files: number; readonly expected: number }> {
  const documents = await rendered(http, progress);
  for (const { series, number, kind, party, files } of documents) {
    const into = join(folder, `${kind}s`);
    await mkdir(into, { recursive: true });
    for (const format of files) {
      const path = `/v1/documents/${encodeURIComponent(series)}/${encodeURIComponent(number)}/file?format=${format}`;
      const name = `${number}-${party}.${format}`.replaceAll(/[^\w.+-]/g, '_');
      await writeFile(join(into, name), await http.bytes(path));
    }
  }
  const [files, expected] = [filesOf(documents), documents.length * FORMATS.length];
  progress.at(1, `${files} files`);
  return { files, expected };
}
