import { exhausted, invariant } from '#domain/decision';
import { ciiXml } from '#documents/cii';
import { documentJson, proofJson } from '#documents/json';
import { documentPdf, proofPdf } from '#documents/page';
import { ublXml } from '#documents/ubl';
import { usageCsv } from '#documents/usage';
import type { Format } from './formats.js';
import type { RenderJob, RenderedFiles } from './printable.js';

/** The formats asked for. The same job gives the same bytes. */
export async function render(job: RenderJob): Promise<RenderedFiles> {
  const draw = job.kind === 'document' ? drawerOf(job) : proofDrawerOf(job);
  const files: { [Name in Format]?: Uint8Array } = {};
  for (const format of job.formats) files[format] = await draw(format);
  return files;
}

type Draw = (format: Format) => Uint8Array | Promise<Uint8Array>;
const bytesOf = (text: string): Uint8Array => Buffer.from(text);

function drawerOf({ document, usage }: Extract<RenderJob, { kind: 'document' }>): Draw {
  // The e-invoice inside the page is the very CII that stands beside it.
  const cii = document.profile === null ? null : ciiXml(document);
  return (format) => {
    switch (format) {
      case 'json':
        return documentJson(document);
      case 'pdf':
        return documentPdf(document, cii);
      case 'cii':
        invariant(cii !== null, `${document.number} is no e-invoice`);
        return bytesOf(cii);
      case 'ubl':
        return bytesOf(ublXml(document));
      case 'csv':
        return bytesOf(usageCsv(document, usage));
      default:
        return exhausted(format);
    }
  };
}

function proofDrawerOf({ proof }: Extract<RenderJob, { kind: 'proof' }>): Draw {
  return (format) => {
    invariant(format === 'json' || format === 'pdf', `a proof has no ${format}`);
    return format === 'json' ? proofJson(proof) : proofPdf(proof);
  };
}
