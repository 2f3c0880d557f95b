import { setImmediate as othersTurn } from 'node:timers/promises';
import { Zip, ZipDeflate, strToU8 } from 'fflate';
import type { Sheet } from './sheet.js';
import { workbookParts } from './workbook.js';

/** Archives say when a file was changed, in local time: the same for all, so that the same rows are the same bytes. */
const CHANGED = new Date(1980, 0, 1);
const PIECE_CHARS = 65_536;

/** An archive whose files are written one after the other, and what of it is ready to be sent. */
class Archive {
  private ready: Uint8Array[] = [];
  private fault: Error | null = null;
  private readonly zip = new Zip((fault, chunk) => {
    if (fault !== null) this.fault = fault;
    else this.ready.push(chunk);
  });

  file(name: string): (text: string, last: boolean) => void {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = CHANGED;
    this.zip.add(file);
    return (text, last) => file.push(strToU8(text), last);
  }

  end(): void {
    this.zip.end();
  }

  *taken(): Generator<Uint8Array> {
    if (this.fault !== null) throw this.fault;
    const { ready } = this;
    this.ready = [];
    yield* ready;
  }
}

/**
 * A workbook (ECMA-376) of these sheets, in pieces: it takes the memory of a piece, however many rows there are. The
 * same rows are the same bytes. Throws a RangeError for a row too many or a value that is not of its column's kind.
 */
export async function* xlsx(sheets: readonly Sheet[]): AsyncGenerator<Uint8Array> {
  const archive = new Archive();
  for (const [name, xml] of workbookParts(sheets)) archive.file(name)(xml, true);
  yield* archive.taken();
  for (const [at, sheet] of sheets.entries()) {
    const push = archive.file(`xl/worksheets/sheet${at + 1}.xml`);
    let piece = '';
    for await (const part of sheet.xml) {
      piece += part;
      if (piece.length < PIECE_CHARS) continue;
      push(piece, false);
      piece = '';
      yield* archive.taken();
      // Compressing takes milliseconds a piece: whatever else the process does goes on between two of them.
      await othersTurn();
    }
    push(piece, true);
    yield* archive.taken();
  }
  archive.end();
  yield* archive.taken();
}
