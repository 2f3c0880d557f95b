import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandEnded } from '../exit-codes.js';
import { type Item, readItems } from './read-items.js';

const folder = mkdtempSync(join(tmpdir(), 'heatledger-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function itemsOf(name: string, text: string): Promise<Item[]> {
  const path = join(folder, name);
  writeFileSync(path, text);
  const items: Item[] = [];
  for await (const item of readItems(path)) items.push(item);
  return items;
}

const command = '{"command":"reset-heater","data":{"heater":"h1"}}';
const upload = '{"head":{"heater":"h1"},"signature":null,"body":{}}';

describe('a file to import', () => {
  test('holds one command or upload a line; blank lines are left out', async () => {
    expect(await itemsOf('a.ndjson', `${command}\n\n${upload}\n`)).toMatchObject([
      { kind: 'command', line: 1, command: { command: 'reset-heater', data: { heater: 'h1' } } },
      { kind: 'upload', line: 3 },
    ]);
  });

  test('gives a command without id the same id each time, another one on another line', async () => {
    const idsOf = async (text: string) =>
      (await itemsOf('a.ndjson', text)).map((item) => (item.kind === 'command' ? item.command.id : ''));
    const [first, second] = await idsOf(`${command}\n${command}`);
    expect(await idsOf(command)).toEqual([first]);
    expect(second).not.toBe(first);
    expect(await idsOf('{"command":"x","id":"given-by-me","data":{}}')).toEqual(['given-by-me']);
  });

  test('or is one JSON document: an array, or commands and then uploads', async () => {
    const kinds = (items: Item[]) => items.map((item) => item.kind);
    expect(kinds(await itemsOf('a.json', `[${upload},${command}]`))).toEqual(['upload', 'command']);
    const both = `{"uploads":[${upload}],"commands":[${command}]}`;
    expect(kinds(await itemsOf('a.json', both))).toEqual(['command', 'upload']);
  });

  test('is refused with the line that cannot be read', async () => {
    const fault = await itemsOf('a.ndjson', `${command}\nno json`).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(CommandEnded);
    expect(fault).toMatchObject({
      exitCode: 2,
      refusals: [{ code: 'IMPORT_UNREADABLE', field: 'line 2' }],
    });
  });
});
