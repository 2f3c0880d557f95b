import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import type { TableColumn } from '../table/index.js';
import { sheetOf } from './sheet.js';
import { xlsx } from './xlsx.js';

interface Row {
  readonly text: string | null;
  readonly count: number;
  readonly eur: string;
  readonly day: string;
}
const COLUMNS: readonly TableColumn<Row>[] = [
  { name: 'text', kind: 'text', width: 20, value: ({ text }) => text },
  { name: 'count', kind: 'integer', width: 8, value: ({ count }) => count },
  { name: 'eur', kind: 'amount', width: 12, value: ({ eur }) => eur },
  { name: 'day', kind: 'date', width: 12, value: ({ day }) => day },
];
const row = (changes: Partial<Row> = {}): Row => ({
  text: 'a',
  count: 3,
  eur: '-4.53',
  day: '2026-03-31',
  ...changes,
});

async function bytesOf(rows: readonly Row[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of xlsx([sheetOf('Journal', COLUMNS, rows)])) pieces.push(piece);
  return Buffer.concat(pieces);
}

const partsOf = async (rows: readonly Row[]): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(await bytesOf(rows))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
const sheetXml = async (rows: readonly Row[]): Promise<string> =>
  (await partsOf(rows))['xl/worksheets/sheet1.xml']!;

/** Texts as a spreadsheet shows them. */
const textsIn = (xml: string): string[] =>
  [...xml.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g)].map(([, text]) =>
    text!
      .replaceAll(
        /&(amp|lt|gt|quot|#13);/g,
        (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '\r',
      )
      .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
  );

describe('XLSX', () => {
  test('numbers are numbers, dates are dates, texts are texts, each with its format; nothing stands for null', async () => {
    const xml = await sheetXml([row({ text: '=1+1' }), row({ text: null, eur: '1234567.00' })]);
    expect(xml).toContain('<c r="A2" s="2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
    expect(xml).toContain(
      '<c r="B2" s="3"><v>3</v></c><c r="C2" s="4"><v>-4.53</v></c><c r="D2" s="5"><v>46112</v></c>',
    );
    expect(xml).toContain('<row r="3"><c r="B3" s="3">');
    const styles = (await partsOf([]))['xl/styles.xml'];
    // 4 is #,##0.00 of the standard, 49 is text.
    expect(
      [...styles!.matchAll(/<xf numFmtId="(\d+)" fontId="(\d)"[^>]*xfId="0"/g)].map((xf) =>
        xf.slice(1, 3).join('/'),
      ),
    ).toEqual(['0/0', '49/1', '49/0', '1/0', '4/0', '164/0']);
    expect(styles).toContain('numFmtId="164" formatCode="yyyy\\-mm\\-dd"');
  });

  test('the heading is frozen, and columns are as wide as they say', async () => {
    const xml = await sheetXml([]);
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<col min="1" max="1" width="20" customWidth="1"/>');
    expect(textsIn(xml)).toEqual(['text', 'count', 'eur', 'day']);
  });

  test('the same rows are the same bytes', async () => {
    const rows = Array.from({ length: 3_000 }, (_, count) => row({ count }));
    expect((await bytesOf(rows)).equals(await bytesOf(rows))).toBe(true);
    expect((await sheetXml(rows)).match(/<row /g)).toHaveLength(3_001);
  });

  test('any text comes back as it is, but for what XML cannot hold, and is never a formula', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.constantFrom('', '=', '_x000D_', '<f>1</f>'),
        async (tail, head) => {
          const xml = await sheetXml([row({ text: head + tail })]);
          expect(xml).not.toMatch(/<f[ >]/);
          const said = textsIn(xml)[4]!;
          const told = head + tail;
          expect([...said].length).toBe([...told].length);
          for (const [at, char] of [...told].entries()) expect([char, '\uFFFD']).toContain([...said][at]);
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each([
    ['an amount', { eur: '1+1' }],
    ['an amount of three places', { eur: '1.005' }],
    ['an integer', { count: 1.5 }],
    ['a day', { day: '=TODAY()' }],
    ['a day that is none', { day: '2026-13-01' }],
  ])('what should be %s and is not is no cell', async (_, changes) => {
    await expect(bytesOf([row(changes)])).rejects.toThrow(RangeError);
  });

  test('a sheet has a name that spreadsheets take', () => {
    expect(() => sheetOf('a/b', COLUMNS, [])).toThrow(RangeError);
  });
});
