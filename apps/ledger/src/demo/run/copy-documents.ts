import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_MONTH } from '../model/month.js';
import type { LedgerHttp } from './ledger-http.js';

interface DocumentAnswer {
  readonly series: string;
  readonly number: string;
  readonly kind: string;
  readonly party: string;
  readonly files: readonly string[];
}

/** Downloads every document of the month, as a client or an owner would, into a folder per kind. */
export async function copyDocuments(
  http: LedgerHttp,
  folder: string,
  onCopied: (copied: number, of: number) => void,
): Promise<number> {
  const documents = await http.rows<DocumentAnswer>(`/v1/documents?period=${DEMO_MONTH}`);
  let files = 0;
  for (const [at, { series, number, kind, party, files: formats }] of documents.entries()) {
    const into = join(folder, `${kind}s`);
    await mkdir(into, { recursive: true });
    for (const format of formats) {
      const path = `/v1/documents/${encodeURIComponent(series)}/${encodeURIComponent(number)}.${format}`;
      const name = `${number}-${party}.${format}`.replaceAll(/[^\w.+-]/g, '_');
      await writeFile(join(into, name), await http.bytes(path));
      files++;
    }
    onCopied(at + 1, documents.length);
  }
  return files;
}
