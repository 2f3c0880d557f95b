import { exhausted, invariant } from '#domain/decision';
import { documentJson, proofJson } from '#documents/json';
import { documentPdf, proofPdf } from '#documents/page';
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
  return (format) => {
    switch (format) {
      case 'json':
        return documentJson(document);
      case 'pdf':
        return documentPdf(document);
      case 'cii':
      case 'ubl':
        throw new Error(`${format} is not drawn yet`);
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
