import {
  creditKindOf,
  creditTotals,
  draftOf,
  heldOf,
  isCredit,
  plannedId,
  type DocumentDraft,
} from '#domain/documents';
import { invariant } from '#domain/decision';
import type { Month } from '#domain/calendar';
import type { DocumentLine } from '#events';
import { adjustmentLine } from './adjustment-lines.js';
import type { Difference } from './differences.js';
import type { IssuedDocument } from './documented.js';

/**
 * One credit note per cited document, latest first, each up to what that document still holds of the line,
 * its VAT up to what is still uncredited; what credit notes that wait to be issued will take is taken already.
 * For clients and owners; a resident's correction is never a document.
 */
export function creditNotesFor(
  period: Month,
  downward: readonly Difference[],
  issued: readonly IssuedDocument[],
  waiting: readonly DocumentDraft[],
): DocumentDraft[] {
  const byCited = new Map<IssuedDocument, DocumentLine[]>();
  for (const difference of downward) spread(difference, byCited);
  const latestFirst = issued.toReversed().filter((document) => byCited.has(document));
  return latestFirst.map((document, i) =>
    creditNote(period, document, byCited.get(document)!, [...issued, ...waiting], i + 1, downward[0]!),
  );
}

function spread(difference: Difference, byCited: Map<IssuedDocument, DocumentLine[]>): void {
  let restCents = -difference.cents;
  for (const holding of difference.documented?.holdings ?? []) {
    const cents = Math.min(restCents, holding.heldCents);
    if (cents <= 0) continue;
    const lines = byCited.get(holding.document) ?? [];
    lines.push(adjustmentLine(difference, holding, cents, holding.document.language));
    byCited.set(holding.document, lines);
    restCents -= cents;
  }
  invariant(restCents === 0, `documents of ${difference.key} hold ${restCents} cents too little to credit`);
}

/** A document, issued or waiting, as far as it credits another one. */
type Crediting = Pick<DocumentDraft, 'kind' | 'cites' | 'vat'>;

function creditNote(
  period: Month,
  cited: IssuedDocument,
  lines: readonly DocumentLine[],
  known: readonly Crediting[],
  ordinal: number,
  { party }: Difference,
): DocumentDraft {
  const kind = creditKindOf(cited.kind);
  const earlier = known.filter(
    (document) => isCredit(document.kind) && document.cites.some(({ number }) => number === cited.number),
  );
  const held = heldOf(
    cited.vat,
    earlier.map((document) => document.vat),
  );
  return draftOf({
    planned: plannedId(period, kind, party, ordinal),
    kind,
    series: cited.series,
    party,
    period,
    language: cited.language,
    contractReference: cited.contractReference,
    paymentDays: null,
    vatPoint: cited.vatPoint,
    lines,
    vat: creditTotals(lines, held),
    cites: [{ number: cited.number, issueDate: cited.issueDate }],
    obstacles: [],
  });
}
