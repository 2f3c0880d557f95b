import { inflateSync } from 'node:zlib';

/** Objects of a file that pdfkit wrote: number to dictionary and, where it has one, its stream opened. */
function objectsOf(pdf: Uint8Array): Map<number, { dictionary: string; stream: Buffer | null }> {
  const raw = Buffer.from(pdf).toString('latin1');
  const objects = new Map<number, { dictionary: string; stream: Buffer | null }>();
  for (const [, id, body] of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [dictionary = '', stream] = body!.split(/\nstream\n([\s\S]*)\nendstream/);
    const bytes = stream === undefined ? null : Buffer.from(stream, 'latin1');
    const packed = dictionary.includes('/FlateDecode');
    objects.set(Number(id), { dictionary, stream: bytes !== null && packed ? inflateSync(bytes) : bytes });
  }
  return objects;
}

const referred = (dictionary: string, name: string): number =>
  Number(new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1]);

/** Glyph number to text, by the font's own table. */
function glyphs(cmap: string): string[] {
  const all = /beginbfrange([\s\S]*)endbfrange/.exec(cmap)?.[1] ?? '';
  return [...all.matchAll(/\[([^\]]*)\]/g)].flatMap(([, list]) =>
    [...list!.matchAll(/<([0-9a-f ]*)>/g)].map(([, hex]) =>
      Buffer.from(hex!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
    ),
  );
}

/** What stands on each page of a PDF, as its reader would copy it: one text a page, a space between what is set apart. */
export function pagesOf(pdf: Uint8Array): string[] {
  const objects = objectsOf(pdf);
  const at = (id: number) => objects.get(id) ?? { dictionary: '', stream: null };
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary));
  return pages.map(({ dictionary }) => {
    const fonts = new Map(
      [...at(referred(dictionary, 'Resources')).dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(
        ([, name, id]) => [
          name!,
          glyphs(at(referred(at(Number(id)).dictionary, 'ToUnicode')).stream!.toString('latin1')),
        ],
      ),
    );
    const content = at(referred(dictionary, 'Contents')).stream!.toString('latin1');
    return [...content.matchAll(/\/(F\d+) [\d.]+ Tf([\s\S]*?)ET/g)]
      .map(([, font, shown]) =>
        [...shown!.matchAll(/<([0-9a-f]+)>/g)]
          .flatMap(([, hex]) => hex!.match(/.{4}/g) ?? [])
          .map((glyph) => fonts.get(font!)?.[parseInt(glyph, 16)] ?? '')
          .join(''),
      )
      .join(' ');
  });
}

/** The pages' text in one, no-break spaces made plain. */
export const textOf = (pdf: Uint8Array): string =>
  pagesOf(pdf)
    .join('\n')
    .replace(/[\u00a0\u202f]/g, ' ');
