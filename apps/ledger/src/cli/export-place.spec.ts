import { execFileSync } from 'node:child_process';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { lstat, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeFor, writeWhole } from './export-place.js';

let folder: string;
let server: Server;

/** A file as a ledger answers it. */
async function answered(answer: (response: ServerResponse) => void): Promise<Response> {
  server = createServer((_request, response) => {
    response.setHeader('content-disposition', 'attachment; filename="journal-at-3.csv"');
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'heatledger-export-'))));
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});
const silent = (): void => undefined;

test('a folder takes the file under the name that the ledger gives it', async () => {
  const answer = await answered((response) => response.end('a,b\r\n'));
  const place = await placeFor(folder, answer, false);
  expect(place).toBe(join(folder, 'journal-at-3.csv'));
  expect(await writeWhole(place, answer, silent)).toBe(5);
  expect(await readFile(place, 'utf8')).toBe('a,b\r\n');
});

test('what breaks off leaves nothing, and what stood there stands', async () => {
  const answer = await answered((response) => {
    response.write('a,b\r\n');
    setTimeout(() => response.destroy(), 50);
  });
  const place = join(folder, 'books.csv');
  await writeFile(place, 'before');
  expect(await placeFor(place, answer, true)).toBe(place);
  await expect(writeWhole(place, answer, silent)).rejects.toMatchObject({
    refusals: [{ code: 'EXPORT_BROKE_OFF', field: 'out' }],
  });
  expect(await readdir(folder)).toEqual(['books.csv']);
  expect(await readFile(place, 'utf8')).toBe('before');
});

test('a file that is there, or a folder that is not, is refused', async () => {
  const answer = await answered((response) => response.end('x'));
  await writeFile(join(folder, 'journal-at-3.csv'), '');
  await expect(placeFor(folder, answer, false)).rejects.toMatchObject({
    refusals: [{ code: 'FILE_EXISTS' }],
  });
  await expect(writeWhole(join(folder, 'none', 'a.csv'), answer, silent)).rejects.toMatchObject({
    refusals: [{ code: 'OUT_INVALID' }],
  });
});

test.each(['', ' ', 'journal.csv/'])('--out %j is no place for a file', async (out) => {
  const answer = await answered((response) => response.end('x'));
  await writeFile(join(folder, 'journal.csv'), '');
  const given = out.trim() === '' ? out : join(folder, 'journal.csv/');
  await expect(placeFor(given, answer, true)).rejects.toMatchObject({
    exitCode: 2,
    refusals: [{ code: 'OUT_INVALID', field: 'out' }],
  });
});

test('only a file is written over, also by force: no link, pipe or folder', async () => {
  const answer = await answered((response) => response.end('x'));
  const [file, link, pipe] = ['file.csv', 'link.csv', 'pipe.csv'].map((name) => join(folder, name));
  await writeFile(file!, 'before');
  await symlink(file!, link!);
  execFileSync('mkfifo', [pipe!]);
  await mkdir(join(folder, 'in', 'journal-at-3.csv'), { recursive: true });
  for (const out of [link!, pipe!, join(folder, 'in')])
    for (const force of [true, false])
      await expect(placeFor(out, answer, force)).rejects.toMatchObject({
        exitCode: 2,
        refusals: [{ code: 'OUT_INVALID', field: 'out' }],
      });
  expect([(await lstat(link!)).isSymbolicLink(), (await lstat(pipe!)).isFIFO()]).toEqual([true, true]);
  expect(await placeFor(file!, answer, true)).toBe(file);
});
