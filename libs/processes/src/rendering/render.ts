import { documentJson, proofJson } from './json-file.js';
import { documentPdf } from './page/document-page.js';
import { proofPdf } from './page/proof-page.js';
import type { RenderJob, RenderedFiles } from './printable.js';

/** Both files of a document or proof. The same job gives the same bytes. */
export async function render(job: RenderJob): Promise<RenderedFiles> {
  return job.kind === 'document'
    ? { json: documentJson(job.document), pdf: await documentPdf(job.document) }
    : { json: proofJson(job.proof), pdf: await proofPdf(job.proof) };
}
