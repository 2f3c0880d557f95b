import type { DocumentFiles } from '#ports/documents';

/** What every adapter of the document port does. */
export function documentsContract(name: string, open: () => DocumentFiles): void {
  describe(`documents: ${name}`, () => {
    let files: DocumentFiles;
    beforeEach(() => {
      files = open();
    });
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

    test('of writers at once under one name, one wins and the others with its bytes succeed', async () => {
      const results = await Promise.allSettled(
        ['x', 'y', 'x', 'y', 'x'].map((text) => files.put('race.txt', bytes(text))),
      );
      const kept = Buffer.from((await files.get('race.txt'))!).toString();
      const succeeded = results.filter(({ status }) => status === 'fulfilled').length;
      expect(succeeded).toBe(kept === 'x' ? 3 : 2);
    });

    test.each(['../a', '/a', 'a//b', '.a', 'a/../../b', 'a/.b', '', 'a\\b', 'a\0'])(
      'no name leads outside: %j is refused',
      async (bad) => {
        await expect(files.put(bad, bytes('x'))).rejects.toMatchObject({ code: 'DOCUMENT_NAME_INVALID' });
      },
    );
  });
}
