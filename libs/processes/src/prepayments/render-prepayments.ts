import type { Actor } from '#events';
import { renderDocuments, type Rendered, type RenderingDeps } from '../rendering/render-documents.js';

/** Makes the files of prepayment invoices that have none yet. */
export async function renderPrepayments(
  deps: RenderingDeps,
  command: { readonly actor: Actor; readonly commandId: string },
): Promise<Rendered> {
  const rows = await deps.models
    .selectFrom('document')
    .select(['series', 'number', 'idx', 'kind'])
    .where('kind', '=', 'prepayment-invoice')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('document_file')
            .select('document_file.format')
            .whereRef('document_file.series', '=', 'document.series')
            .whereRef('document_file.number', '=', 'document.number'),
        ),
      ),
    )
    .orderBy('idx')
    .execute();
  return renderDocuments(deps, rows, command);
}
