import type { PeriodPreview } from '#processes/closing';
import { conservationOf } from '../reports/periods/period.query.js';
import { type Page, keyOf, money, pageOf } from '../reports/shape/index.js';
import {
  type Preview,
  type PreviewLineRow,
  previewDocument,
  previewLine,
  previewTotals,
} from './preview-row.js';

/** Which documents of a preview are asked for. */
export interface PreviewPart {
  readonly party?: string | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

const ofParty = ({ documents }: PeriodPreview, party: string | undefined): PeriodPreview['documents'] =>
  party === undefined ? documents : documents.filter(({ draft }) => draft.party.id === party);

/** The whole month in sums, and one page of its documents with all their lines. */
export function previewAnswer(preview: PeriodPreview, { party, limit, after }: PreviewPart): Preview {
  const documents = ofParty(preview, party);
  const from = keyOf(after, [0])?.[0] ?? 0;
  const page = documents.slice(from, from + limit + 1).map((document, i) => ({ document, at: from + i + 1 }));
  const { rows, next } = pageOf(
    page,
    limit,
    ({ at }) => [at],
    ({ document }) => previewDocument(document),
  );
  const { period, status, beforeIndex, proofs, energy, carries, uncredited, missing } = preview;
  return {
    period,
    status,
    beforeIndex,
    documentsCount: documents.length,
    totals: previewTotals(documents),
    documents: [...rows],
    next,
    proofs: { ...proofs },
    energy: conservationOf(energy),
    carries: carries.map(({ resident, carryCents }) => ({ resident, carried: money(carryCents) })),
    uncredited: uncredited
      .filter(({ party: { id } }) => party === undefined || id === party)
      .map(({ party: { id }, period: of, key, cents }) => ({
        party: id,
        period: of,
        key,
        open: money(cents),
      })),
    missing: missing.map(({ code, field, remedy }) => ({ code, field, detail: remedy })),
  };
}

/** One page of the lines of all documents. */
export function previewLines(
  preview: PeriodPreview,
  { party, limit, after }: PreviewPart,
): Page<PreviewLineRow> {
  const from = keyOf(after, [0])?.[0] ?? 0;
  const lines = ofParty(preview, party).flatMap(({ draft }) => draft.lines.map((line) => ({ draft, line })));
  const page = lines.slice(from, from + limit + 1).map((one, i) => ({ ...one, at: from + i + 1 }));
  return pageOf(
    page,
    limit,
    ({ at }) => [at],
    ({ draft, line }) => ({
      ...previewLine(line),
      planned: draft.planned,
      kind: draft.kind,
      party: draft.party.id,
    }),
  );
}
