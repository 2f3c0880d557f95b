import { documentJson, proofJson } from '#documents/json';
import { documentPdf, proofPdf } from '#documents/page';
import type { RenderJob, RenderedFiles } from './printable.js';

/** Both files of a document or proof. The same job gives the same bytes. */
export async function render(job: RenderJob): Promise<RenderedFiles> {
  return job.kind === 'document'
    ? { json: documentJson(job.document), pdf: await documentPdf(job.document) }
    : { json: proofJson(job.proof), pdf: await proofPdf(job.proof) };
}
