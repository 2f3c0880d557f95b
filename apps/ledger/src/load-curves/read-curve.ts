import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ZoneOffsets } from '#domain/calendar';
import { EnedisLines, type EnedisCurve } from './enedis-lines.js';

const LINES_PER_NOTE = 50_000;

/** Reads load curves line by line; several files are one curve. `-` is stdin. Faults: those of EnedisLines. */
export async function readCurves(
  files: readonly string[],
  zone: ZoneOffsets,
  onLines: (lines: number) => void,
): Promise<EnedisCurve> {
  const lines = new EnedisLines(zone);
  let read = 0;
  for (const file of files) {
    const input = file === '-' ? process.stdin : createReadStream(file, 'utf8');
    let line = 0;
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      line++;
      lines.take(text, files.length === 1 ? `line ${line}` : `${file} line ${line}`);
      if (++read % LINES_PER_NOTE === 0) onLines(read);
    }
  }
  return lines.curve();
}
