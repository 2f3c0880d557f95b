import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentsContract } from '../../../../../test/contracts/documents.contract.js';
import { openDocuments } from '../open/index.js';
import { FolderDocuments } from './folder-documents.js';

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  folders.push(folder);
  return folder;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

documentsContract('folder', () =>
  openDocuments({ kind: 'folder', path: join(newFolder(), 'made', 'on', 'demand') }),
);

test('a folder of documents keeps nothing half written', async () => {
  const folder = newFolder();
  const files = new FolderDocuments(folder);
  await files.put('a.json', Buffer.from('first'));
  await files.put('a.json', Buffer.from('other')).catch(() => undefined);
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('what stands in the place of a file and is none is refused by name, and keeps nobody waiting', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'a.json'));
  writeFileSync(join(folder, 'b'), '');
  execFileSync('mkfifo', [join(folder, 'c.json')]);
  const files = new FolderDocuments(folder);
  for (const name of ['a.json', 'b/b.json', 'c.json'])
    await expect(files.get(name)).rejects.toMatchObject({
      code: 'DOCUMENT_FILE_UNREADABLE',
      message: expect.stringContaining(name),
    });
});
