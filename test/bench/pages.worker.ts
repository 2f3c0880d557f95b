import { parentPort } from 'node:worker_threads';
import { ciiXml } from '#documents/cii';
import type { PrintableDocument } from '#documents/model';
import { documentPdf } from '#documents/page';
import { finish, openPaper } from '../../libs/documents/src/page/paper.js';
import { invoice, line } from '../samples/printable.js';

/** Draws so many documents, the first of this number: Factur-X of `lines` lines, or blank pages as the bare limit. */
export interface PagesWork {
  readonly first: number;
  readonly count: number;
  readonly lines: number | 'blank';
}
export interface PagesDone {
  readonly bytes: number;
}

/** No two alike: names, figures and the chart change from document to document. */
function documentOf(n: number, lines: number): PrintableDocument {
  const all = Array.from({ length: lines }, (_, i) => {
    const seconds = (100 + ((n * 7919 + i * 104729) % 100_000)) * 36;
    const label = `Calcul, contrat c-${n}-${i}, plan jour ouvré, processeur Ryzen 7 5800X`;
    return line(label, Math.round(seconds / 720), { quantity: `${seconds}.000` });
  });
  const netCents = all.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const vatCents = Math.round(netCents / 5);
  return invoice({
    number: `F-${n}`,
    buyer: { ...invoice().buyer, name: `Rendu Vif n° ${n} SARL` },
    lines: all,
    vat: [{ category: 'S', rate: '20', baseCents: netCents, vatCents }],
    netCents,
    vatCents,
    grossCents: netCents + vatCents,
    cites: [],
    daily: {
      unit: 'core-hour',
      from: '2026-08-01',
      perDay: Array.from({ length: 31 }, (_, i) => `${((n + 1) * (i + 3)) % 977}.25`),
    },
  });
}

/** A page without anything on it: what the file costs by itself. */
function blank(n: number): Promise<Uint8Array> {
  return finish(openPaper({ title: `F-${n}`, author: 'blank', language: 'fr', date: '2026-09-02' }));
}

async function draw({ first, count, lines }: PagesWork): Promise<PagesDone> {
  let bytes = 0;
  for (let n = first; n < first + count; n++) {
    if (lines === 'blank') bytes += (await blank(n)).length;
    else {
      const document = documentOf(n, lines);
      bytes += (await documentPdf(document, ciiXml(document))).length;
    }
  }
  return { bytes };
}

parentPort?.on('message', (work: PagesWork) => {
  void draw(work).then((done) => parentPort?.postMessage(done));
});
