import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

export type FecEncoding = 'ASCII' | 'ISO 8859-15' | 'UTF-8' | 'UTF-16';

const BEYOND_ASCII = /[\x80-\xff]/;

/** Tells the encoding from the first line that is not ASCII, and whether later ones fit. */
export class EncodingSeen {
  private seen: FecEncoding = 'ASCII';

  get encoding(): FecEncoding {
    return this.seen;
  }

  /** @returns whether this line shows an encoding that the norm does not know, or not the one of the lines before */
  look(line: string): boolean {
    if (this.seen === 'ISO 8859-15' || !BEYOND_ASCII.test(line)) return false;
    const fits = isUtf8(Buffer.from(line, 'latin1'));
    if (this.seen === 'UTF-8') return !fits;
    this.seen = fits ? 'UTF-8' : 'ISO 8859-15';
    return fits;
  }

  /** Bytes of a line as a person reads them. */
  shown(line: string): string {
    if (!BEYOND_ASCII.test(line)) return line;
    const bytes = Buffer.from(line, 'latin1');
    return this.seen === 'UTF-8' ? bytes.toString('utf8') : iconv.decode(bytes, 'iso-8859-15');
  }
}
