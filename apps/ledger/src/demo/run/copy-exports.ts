import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerHttp } from './ledger-http.js';

/** What an accountant would ask for of the year, and under which name it is left; null: under its own. */
const EXPORTS: readonly (readonly [path: string, name: string | null])[] = [
  ['fec?year=2026', null],
  ['hledger?', 'hledger.journal'],
  ['beancount?', 'books.beancount'],
  ['journal?format=csv', 'journal.csv'],
  ['journal?format=xlsx', 'journal.xlsx'],
  ['trial-balance?format=xlsx', 'trial-balance.xlsx'],
];

/** Downloads the books as an accountant would, all as of one index. Resolves with the names of the files. */
export async function copyExports(http: LedgerHttp, into: string): Promise<readonly string[]> {
  await http.caughtUp();
  await mkdir(into, { recursive: true });
  const { nextIndex } = await http.get<{ readonly nextIndex: number }>('/v1/status');
  const names: string[] = [];
  for (const [path, given] of EXPORTS) {
    const { name, bytes } = await http.file(`/v1/exports/${path}&atIndex=${nextIndex - 1}`);
    await writeFile(join(into, given ?? name), bytes);
    names.push(given ?? name);
  }
  return names;
}
