import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentFiles } from '#ports/documents';
import { FolderDocuments } from '#ports/documents/folder';
import { copyDocuments } from './copy-documents.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
const noFiles = (): DocumentFiles => new FolderDocuments(join(folder, String(made++)));

async function someFiles(count = 20): Promise<DocumentFiles> {
  const files = noFiles();
  for (let at = 0; at < count; at++) await files.put(`2026-01/F2026-${at}.pdf`, Buffer.from(`file ${at}`));
  return files;
}

const copying = (source: DocumentFiles, target: DocumentFiles, signal = new AbortController().signal) =>
  copyDocuments({ source, target, signal, told: () => undefined });

describe('a copy of documents', () => {
  test('has the same files under the same names, and is the same when repeated', async () => {
    const [source, target] = [await someFiles(), noFiles()];
    const first = await copying(source, target);
    expect(first).toMatchObject({ kind: 'copied', copied: { files: 20, bytes: 130, found: 0 } });
    expect(await target.get('2026-01/F2026-7.pdf')).toEqual(Buffer.from('file 7'));
    const again = await copying(source, target);
    expect(again).toEqual({
      ...first,
      copied: { ...(first.kind === 'copied' ? first.copied : {}), found: 20 },
    });
  });

  test('stops where it is told to, and says how many stand', async () => {
    const stopping = new AbortController();
    const told = (): void => stopping.abort();
    const copy = { source: await someFiles(), target: noFiles(), signal: stopping.signal, told };
    expect(await copyDocuments(copy)).toEqual({ kind: 'interrupted', next: 8, total: 20 });
    expect(await copying(copy.source, copy.target)).toMatchObject({ copied: { files: 20, found: 8 } });
  });

  test.each([
    ['2026-01/F2026-3.pdf', 'another file'],
    ['2026-01/own.pdf', 'not in the source'],
  ])('is refused where the target holds %s with bytes of its own', async (name, why) => {
    const [source, target] = [await someFiles(), noFiles()];
    await target.put(name, Buffer.from('other bytes'));
    expect(await copying(source, target)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'TARGET_DIFFERS', remedy: expect.stringContaining(why) as string },
    });
    expect(await target.get(name)).toEqual(Buffer.from('other bytes'));
  });
});
