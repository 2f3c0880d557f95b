import { isOfDecision } from '#domain/credits';
import {
  renderDocuments,
  type Rendered,
  type RenderMeta,
  type RenderingDeps,
} from '../rendering/render-documents.js';

/** Makes the files of documents that decisions issued and that have none yet. */
export async function renderDecided(deps: RenderingDeps, meta: RenderMeta): Promise<Rendered> {
  const rows = await deps.models
    .selectFrom('document')
    .select(['series', 'number', 'idx', 'kind', 'planned'])
    .where(({ or, eb }) =>
      or(
        ['credited', 'cancelled', 'reissued', 'corrected'].map((what) =>
          eb('planned', 'like', `%.${what}.%`),
        ),
      ),
    )
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
  return renderDocuments(
    deps,
    rows.filter(({ planned }) => isOfDecision(planned)),
    meta,
  );
}
