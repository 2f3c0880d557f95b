import iconv from 'iconv-lite';
import { LETTERS } from './letters.js';

export const ENCODING = 'iso-8859-15';
/** Written for what has no transliteration, such as an emoji. */
export const UNWRITABLE = '?';

const PLAIN = /^[ !#-_a-{}~]*$/;
const SPACES = /^[\s\u00a0\u0000-\u001f\u007f-\u009f]$/;
/** Joiners, marks of direction and of variation: they have no form of their own. */
const FORMLESS = /^[\p{Cf}\p{M}]$/u;

const WRITABLE: ReadonlySet<string> = new Set(
  iconv.decode(
    Buffer.from(
      Array.from({ length: 256 }, (_, byte) => byte).filter(
        (byte) => (byte >= 0x20 && byte < 0x7f) || byte > 0xa0,
      ),
    ),
    ENCODING,
  ),
);

function nearest(letter: string): string {
  if (SPACES.test(letter)) return ' ';
  const known = LETTERS.get(letter);
  if (known !== undefined) return known;
  if (FORMLESS.test(letter)) return '';
  if (WRITABLE.has(letter)) return letter;
  const parts = [...letter.normalize('NFKD')].map((part) =>
    part === letter ? null : WRITABLE.has(part) ? part : FORMLESS.test(part) ? '' : LETTERS.get(part),
  );
  return parts.every((part) => typeof part === 'string') ? parts.join('') : UNWRITABLE;
}

/**
 * Text as a field holds it: characters of ISO 8859-15 alone (another becomes its nearest, what has none `?`), no
 * separator, no line end, no double quote, no space at either end.
 */
export function fecText(text: string): string {
  const written = PLAIN.test(text) ? text : Array.from(text.normalize('NFC'), nearest).join('');
  return written.replaceAll(/ {2,}/g, ' ').trim();
}

export const encoded = (text: string): Uint8Array => iconv.encode(text, ENCODING);
