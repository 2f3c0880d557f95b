import { ciiXml } from '#documents/cii';
import type { PrintableDocument } from '#documents/model';
import { ublXml } from '#documents/ubl';
import { E_INVOICES } from '../samples/e-invoices.js';
import { invoice, line } from '../samples/printable.js';
import { median } from './log.js';

const DRAWN_MS = 400;

export interface EInvoiceRates {
  readonly lines: number;
  readonly ciiPerSecond: number;
  readonly ublPerSecond: number;
  /** The bare limit: JSON.stringify of the same documents. */
  readonly jsonPerSecond: number;
}

/** CII and UBL of documents of a usual size and of a large one, on one thread; medians. */
export function benchEInvoices(rounds: number): EInvoiceRates[] {
  return [5, 40].map((lines) => {
    const documents = documentsOf(lines);
    const rate = (draw: (document: PrintableDocument) => string): number =>
      median(Array.from({ length: rounds }, () => perSecond(documents, draw)));
    return {
      lines,
      jsonPerSecond: rate((document) => JSON.stringify(document)),
      ciiPerSecond: rate(ciiXml),
      ublPerSecond: rate(ublXml),
    };
  });
}

/** Different ones, so that no text is drawn twice in a row. */
function documentsOf(lines: number): PrintableDocument[] {
  const { lines: templates } = E_INVOICES['380 adjusted']!;
  return Array.from({ length: 100 }, (_, n) => {
    const all = Array.from({ length: lines }, (_line, i) => {
      const one = templates[i % templates.length]!;
      return line(`${one.label} n° ${n * lines + i}`, one.amountCents, one);
    });
    const netCents = all.reduce((sum, { amountCents }) => sum + amountCents, 0);
    const vatCents = Math.round(netCents / 5);
    return invoice({
      number: `F-${n + 1}`,
      lines: all,
      vat: [{ category: 'S', rate: '20', baseCents: netCents, vatCents }],
      netCents,
      vatCents,
      grossCents: netCents + vatCents,
    });
  });
}

function perSecond(
  documents: readonly PrintableDocument[],
  draw: (document: PrintableDocument) => string,
): number {
  const started = performance.now();
  let drawn = 0;
  let bytes = 0;
  while (performance.now() - started < DRAWN_MS)
    for (const document of documents) {
      // Bytes are what is kept: a text that was only put together lazily would not count.
      bytes += Buffer.from(draw(document)).length;
      drawn++;
    }
  const seconds = (performance.now() - started) / 1000;
  return bytes === 0 ? 0 : drawn / seconds;
}
