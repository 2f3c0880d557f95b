import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentFiles } from '#ports/documents';
import { FolderDocuments } from '#ports/documents/folder';
import type { EventStore } from '#event-store';
import { AugustToDraw, HERE } from '../../../../test/samples/rendered-august.js';
import { render } from './render.js';
import { RenderFault, type Renderer } from './render-thread.js';

let august: AugustToDraw;

const AUGUST_FILES = [
  ...['2026-08-0001', '2026-08-0002'].flatMap((name) => [`${name}.json`, `${name}.pdf`]),
  ...['F-1', 'R-1', 'R-2'].flatMap((name) => [`${name}.json`, `${name}.pdf`, `${name}.usage.csv`]),
  ...['F-1.cii.xml', 'F-1.ubl.xml'],
].sort();

describe('files of a closed month', () => {
  beforeAll(async () => {
    august = await AugustToDraw.open();
  });
  afterAll(() => august.close());

  test('every document and every proof is kept in each of its formats, its hash in the log', async () => {
    expect(await august.draw()).toEqual({ made: 5, notDrawn: [] });
    expect(await august.files()).toEqual(AUGUST_FILES);
    expect(await august.recorded()).toBe(AUGUST_FILES.length);
    const statement = await readFile(join(august.folder, 'main', 'R-2.json'), 'utf8');
    expect(statement).toContain('Ada Lenoir');
    expect(await readFile(join(august.folder, 'proofs', '2026-08-0002.json'), 'utf8')).not.toContain(
      'Ada Lenoir',
    );
  });

  test('the usage behind each line names its heaters, and adds up to it', async () => {
    const rows = (await readFile(join(august.folder, 'main', 'F-1.usage.csv'), 'utf8')).split('\r\n');
    expect(rows[0]).toBe('document,line,label,heater,supply_point,contract,from,to,quantity,unit,amount_eur');
    expect(rows[1]).toMatch(/^F-1,1,.*,h1,,lab-1,2026-08-10,2026-08-10,28800\.000,core-second,0\.\d\d$/);
    const [, electricity] = (await readFile(join(august.folder, 'main', 'R-1.usage.csv'), 'utf8')).split(
      '\r\n',
    );
    expect(electricity).toMatch(/,h1,\d{14},,2026-08-01,2026-08-31,100\.000,kWh,\d+\.\d\d$/);
  });

  test('made once: a second run makes nothing', async () => {
    expect(await august.draw()).toEqual({ made: 0, notDrawn: [] });
    expect(await august.recorded()).toBe(AUGUST_FILES.length);
  });
});

describe('drawing that is broken off, or done twice', () => {
  beforeEach(async () => {
    august = await AugustToDraw.open();
  });
  afterEach(() => august.close());

  test('two processes at once make each file once', async () => {
    await Promise.all([august.draw(), august.draw()]);
    expect(await august.files()).toEqual(AUGUST_FILES);
    expect(await august.recorded()).toBe(AUGUST_FILES.length);
  });

  test('broken off between a file and its record, the next run records the file that is there', async () => {
    const dying: EventStore = Object.assign(Object.create(august.ledger.log) as EventStore, {
      append: () => Promise.reject(new Error('killed')),
    });
    await expect(august.draw({ store: dying })).rejects.toThrow('killed');
    expect(await august.recorded()).toBe(0);
    expect(await august.files()).toEqual(AUGUST_FILES);
    expect((await august.draw()).made).toBe(5);
    expect(await august.files()).toEqual(AUGUST_FILES);
    expect(await august.recorded()).toBe(AUGUST_FILES.length);
  });

  test('broken off between two files of one document, the next run makes the others', async () => {
    let left = 4;
    const folderFiles = new FolderDocuments(august.folder);
    const dying: DocumentFiles = Object.assign(Object.create(folderFiles) as DocumentFiles, {
      put: (name: string, bytes: Uint8Array) => {
        if (left-- === 0) throw new Error('killed');
        return folderFiles.put(name, bytes);
      },
    });
    await expect(august.draw({ files: dying })).rejects.toThrow('killed');
    await august.draw();
    expect(await august.files()).toEqual(AUGUST_FILES);
    expect(await august.recorded()).toBe(AUGUST_FILES.length);
  });

  test('one that cannot be drawn is told and keeps no other waiting; the next run draws it', async () => {
    const failing: Renderer = {
      ...HERE,
      render: (job) =>
        job.kind === 'document' && job.document.number === 'R-1'
          ? Promise.reject(new RenderFault('a letter of no font'))
          : render(job),
    };
    const { made, notDrawn } = await august.draw({ renderer: failing });
    expect(made).toBe(4);
    expect(notDrawn).toMatchObject([{ code: 'DOCUMENT_NOT_DRAWN', series: 'main', number: 'R-1' }]);
    expect(await august.draw()).toEqual({ made: 1, notDrawn: [] });
    expect(await august.files()).toEqual(AUGUST_FILES);
  });
});
