import { DOCUMENT_BYTES_MAX, type DocumentFiles } from '#ports/documents';

/** What every adapter of the document port does; `open` gives an empty one. */
export function documentsContract(name: string, open: () => Promise<DocumentFiles>): void {
  describe(`documents: ${name}`, () => {
    let files: DocumentFiles;
    beforeEach(async () => {
      files = await open();
    });
    afterEach(() => files.close());
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

    test('a file is read as it was put, with its hash and size', async () => {
      expect(await files.get('2026-09/F-1.pdf')).toBeNull();
      expect(await files.put('2026-09/F-1.pdf', bytes('abc'))).toEqual({
        sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        bytes: 3,
      });
      expect(Buffer.from((await files.get('2026-09/F-1.pdf'))!).toString()).toBe('abc');
    });

    test('the same bytes again are the same file', async () => {
      const first = await files.put('a.json', bytes('{}'));
      expect(await files.put('a.json', bytes('{}'))).toEqual(first);
    });

    test('other bytes under a taken name are refused, and the first ones stay', async () => {
      await files.put('a.json', bytes('first'));
      await expect(files.put('a.json', bytes('other'))).rejects.toMatchObject({
        code: 'DOCUMENT_NAME_TAKEN',
      });
      expect(Buffer.from((await files.get('a.json'))!).toString()).toBe('first');
    });

    test('a damaged file is replaced by its own bytes, and one that is gone is there again', async () => {
      await files.put('a/b.json', bytes('damaged'));
      for (const name of ['a/b.json', 'a/gone.json']) {
        await files.restore(name, bytes('whole'));
        expect(Buffer.from((await files.get(name))!).toString()).toBe('whole');
      }
      expect(await files.put('a/b.json', bytes('whole'))).toMatchObject({ bytes: 5 });
    });

    test('of writers at once under one name, one wins and the others with its bytes succeed', async () => {
      const results = await Promise.allSettled(
        ['x', 'y', 'x', 'y', 'x'].map((text) => files.put('race.txt', bytes(text))),
      );
      const kept = Buffer.from((await files.get('race.txt'))!).toString();
      const succeeded = results.filter(({ status }) => status === 'fulfilled').length;
      expect(succeeded).toBe(kept === 'x' ? 3 : 2);
    });

    test('bytes of every value come back as they were', async () => {
      const all = Uint8Array.from({ length: 4096 }, (_, at) => (at * 7) % 256);
      await files.put('all.bin', all.subarray(3));
      await files.put('none.bin', new Uint8Array());
      expect(Buffer.compare((await files.get('all.bin'))!, all.subarray(3))).toBe(0);
      expect(await files.get('none.bin')).toHaveLength(0);
    });

    test('names are told in their order, of all folders', async () => {
      const namesOf = async (): Promise<string[]> => {
        const names: string[] = [];
        for await (const name of files.names()) names.push(name);
        return names;
      };
      expect(await namesOf()).toEqual([]);
      const names = ['2026-09/B-1.pdf', '2026-09/F-1.pdf', 'Z.json', 'a.json', 'a/b/c.txt'];
      for (const name of [...names].reverse()) await files.put(name, bytes(name));
      expect(await namesOf()).toEqual(names);
    });

    test('more bytes than are kept under one name are refused', async () => {
      const big = new Uint8Array(DOCUMENT_BYTES_MAX + 1);
      await expect(files.put('big.bin', big)).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
      expect(await files.get('big.bin')).toBeNull();
    });

    test.each(['../a', '/a', 'a//b', '.a', 'a/../../b', 'a/.b', '', 'a\\b', 'a\0'])(
      'no name leads outside: %j is refused',
      async (bad) => {
        await expect(files.put(bad, bytes('x'))).rejects.toMatchObject({ code: 'DOCUMENT_NAME_INVALID' });
      },
    );
  });
}
