export const LINE_BYTES_MAX = 65_536;

export type LineEnd = 'CRLF' | 'LF' | 'CR';

export interface RawLine {
  /** Its bytes, one character each; empty where it is too long. */
  readonly text: string;
  readonly tooLong: boolean;
  /** Null: the file ends without one. */
  readonly end: LineEnd | null;
}

/**
 * Splits bytes into lines, whatever the parts they come in, and never keeps more than one line of `LINE_BYTES_MAX`. What
 * ends the first line (CRLF, LF or CR alone) ends the others.
 */
export class Lines {
  private rest = '';
  private tooLong = false;
  private mark: '\n' | '\r' | null = null;

  *push(bytes: Uint8Array): Generator<RawLine> {
    const text = this.rest + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    this.mark ??= markOf(text);
    let from = 0;
    if (this.mark !== null)
      for (let at = text.indexOf(this.mark); at >= 0; at = text.indexOf(this.mark, from)) {
        yield this.lineOf(text.slice(from, at));
        from = at + 1;
      }
    this.keep(text, from);
  }

  /** What is left after the last end of a line. */
  *end(): Generator<RawLine> {
    if (this.mark === null && this.rest.endsWith('\r')) this.rest = this.rest.slice(0, -1);
    if (this.rest !== '' || this.tooLong) yield { ...this.lineOf(this.rest), end: null };
    this.rest = '';
  }

  private keep(text: string, from: number): void {
    this.rest = text.slice(from);
    if (this.rest.length <= LINE_BYTES_MAX + 1) return;
    this.tooLong = true;
    // A carriage return at the end may belong to the line feed that follows.
    this.rest = this.rest.endsWith('\r') ? '\r' : '';
  }

  private lineOf(text: string): RawLine {
    const carriage = this.mark === '\n' && text.endsWith('\r');
    const tooLong = this.tooLong || text.length > LINE_BYTES_MAX + 1;
    this.tooLong = false;
    return {
      text: tooLong ? '' : carriage ? text.slice(0, -1) : text,
      tooLong,
      end: this.mark === '\r' ? 'CR' : carriage ? 'CRLF' : 'LF',
    };
  }
}

/** A carriage return that ends what is known so far may still be followed by a line feed. */
function markOf(text: string): '\n' | '\r' | null {
  const at = text.search(/[\r\n]/);
  if (at < 0 || (text[at] === '\r' && at === text.length - 1)) return null;
  return text[at] === '\r' && text[at + 1] !== '\n' ? '\r' : '\n';
}
