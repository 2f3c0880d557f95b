import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AugustToDraw, HERE } from '../../../../test/samples/rendered-august.js';
import { render } from './render.js';
import type { Renderer } from './render-thread.js';

/** Another version of the program, which draws every page and text otherwise. */
const otherVersion: Renderer = {
  ...HERE,
  render: async (job) => {
    const files = await render(job);
    return Object.fromEntries(
      Object.entries(files).map(([format, bytes]) => [format, Buffer.concat([bytes, Buffer.from(' ')])]),
    );
  },
};

describe('a check of the kept files', () => {
  let august: AugustToDraw;
  beforeAll(async () => {
    august = await AugustToDraw.open();
    await august.draw();
  });
  afterAll(() => august.close());

  const path = (name: string): string => join(august.folder, 'main', name);
  const kept = (name: string): Promise<string> => readFile(path(name), 'latin1');

  test('finds every file as it was recorded', async () => {
    const files = await august.recorded();
    expect(await august.check()).toEqual({
      files,
      redrawn: 0,
      made: 0,
      mended: 0,
      faultsTotal: 0,
      faults: [],
    });
  });

  test('draws everything but pages again from the log, byte for byte', async () => {
    const pages = 5;
    expect(await august.check({ redraw: true })).toMatchObject({
      redrawn: (await august.recorded()) - pages,
      faults: [],
    });
  });

  test.each(['F-1.json', 'F-1.cii.xml', 'F-1.ubl.xml', 'F-1.usage.csv', 'F-1.pdf'])(
    '%s, gone, is told and draws again with the same hash',
    async (name) => {
      const before = await kept(name);
      await rm(path(name));
      expect((await august.check()).faults).toMatchObject([
        { code: 'DOCUMENT_FILE_GONE', field: `main/${name}` },
      ]);
      expect(await august.check({ mend: true })).toMatchObject({ mended: 1, faults: [] });
      expect(await kept(name)).toBe(before);
    },
  );

  test('a damaged one gets its own bytes back', async () => {
    const before = await kept('R-1.json');
    await writeFile(path('R-1.json'), before.slice(0, 100));
    expect((await august.check()).faults).toMatchObject([{ code: 'DOCUMENT_FILE_DAMAGED' }]);
    expect(await august.check({ mend: true })).toMatchObject({ mended: 1, faults: [] });
    expect(await kept('R-1.json')).toBe(before);
  });

  test('one that this version draws otherwise is lost: nothing else is kept in its place', async () => {
    const before = await kept('R-2.pdf');
    await rm(path('R-2.pdf'));
    const checked = await august.check({ mend: true }, { renderer: otherVersion });
    expect(checked).toMatchObject({
      mended: 0,
      faults: [{ code: 'DOCUMENT_FILE_LOST', number: 'R-2', format: 'pdf' }],
    });
    const [{ recordedSha256, drawnSha256 } = { recordedSha256: '', drawnSha256: '' }] = checked.faults;
    expect(drawnSha256).not.toBe(recordedSha256);
    expect(await august.files()).not.toContain('R-2.pdf');
    await writeFile(path('R-2.pdf'), before, 'latin1');
    expect(await august.check()).toMatchObject({ faults: [] });
  });

  test('a folder in the place of a file is one fault by name; the others are checked and mended', async () => {
    const [before, other] = [await kept('F-1.json'), await kept('R-1.json')];
    await rm(path('F-1.json'));
    await mkdir(path('F-1.json'));
    await rm(path('R-1.json'));
    expect(await august.check({ mend: true, redraw: true })).toMatchObject({
      mended: 1,
      faultsTotal: 1,
      faults: [{ code: 'DOCUMENT_FILE_UNREADABLE', field: 'main/F-1.json' }],
    });
    expect(await kept('R-1.json')).toBe(other);
    await rmdir(path('F-1.json'));
    expect(await august.check({ mend: true })).toMatchObject({ mended: 1, faults: [] });
    expect(await kept('F-1.json')).toBe(before);
  });

  test('tells which files another version draws otherwise, whole as they are', async () => {
    const { redrawn, faults } = await august.check({ redraw: true }, { renderer: otherVersion });
    expect(redrawn).toBe(0);
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['DOCUMENT_DRAWN_OTHERWISE']));
    expect(faults.map(({ format }) => format)).not.toContain('pdf');
  });
});

describe('documents that were never drawn', () => {
  test('are told one by one, and made when they are mended', async () => {
    const august = await AugustToDraw.open();
    const { faults } = await august.check();
    expect(faults).toHaveLength(15);
    expect(faults[0]).toMatchObject({ code: 'DOCUMENT_NOT_DRAWN', recordedSha256: null });
    expect(await august.check({ mend: true })).toMatchObject({ made: 5, faults: [] });
    expect(await august.check()).toMatchObject({ files: 15, faults: [] });
    await august.close();
  });
});
