import {
  creditKindOf,
  creditTotals,
  draftOf,
  heldByRates,
  heldOf,
  isCredit,
  plannedId,
  type DocumentDraft,
} from '#domain/documents';
import type { Month } from '#domain/calendar';
import { papersOf, type Papers } from '#domain/credits';
import type { DocumentLine } from '#events';
import { adjustmentLine } from './adjustment-lines.js';
import type { Difference } from './differences.js';
import type { Holding, IssuedDocument } from './documented.js';

export interface Credits {
  readonly notes: readonly DocumentDraft[];
  /** What is below zero and in no document. */
  readonly uncredited: readonly Difference[];
}

/**
 * One credit note per cited document, latest first, each up to what that document still holds of the line,
 * its VAT up to what is still uncredited; what credit notes that wait to be issued will take is taken already.
 * What no document holds (hourly prices fell below zero) cannot be credited: it is answered apart.
 * For clients and owners; a resident's correction is never a document.
 */
export function creditNotesFor(
  period: Month,
  downward: readonly Difference[],
  issued: readonly IssuedDocument[],
  waiting: readonly DocumentDraft[],
): Credits {
  const known: Known = { documents: [...issued, ...waiting], papers: papersOf(issued) };
  const byCited = new Map<IssuedDocument, DocumentLine[]>();
  const uncredited: Difference[] = [];
  for (const difference of downward) {
    const restCents = spread(difference, byCited, known);
    if (restCents > 0) uncredited.push({ ...difference, cents: -restCents });
  }
  const latestFirst = issued.toReversed().filter((document) => byCited.has(document));
  const notes = latestFirst.map((document, i) =>
    creditNote(period, document, byCited.get(document)!, known, i + 1, downward[0]!),
  );
  return { notes, uncredited };
}

/** Credits a difference from the documents that hold it; answers what they do not hold (cents). */
function spread(difference: Difference, byCited: Map<IssuedDocument, DocumentLine[]>, known: Known): number {
  let restCents = -difference.cents;
  for (const holding of difference.documented?.holdings ?? []) {
    const lines = byCited.get(holding.document) ?? [];
    const cents = Math.min(restCents, holding.heldCents, roomOf(holding, lines, known));
    if (cents <= 0) continue;
    lines.push(adjustmentLine(difference, holding, cents, holding.document.language));
    byCited.set(holding.document, lines);
    restCents -= cents;
  }
  return restCents;
}

/** What the document holds as a whole at the rate of the line: less than the line, where another one is below zero. */
function roomOf({ document, line }: Holding, credited: readonly DocumentLine[], known: Known): number {
  const { netCents } = heldBy(document, known)(line.vatCategory, line.vatRate);
  return credited
    .filter(({ vatCategory, vatRate }) => vatCategory === line.vatCategory && vatRate === line.vatRate)
    .reduce((cents, { amountCents }) => cents - amountCents, netCents);
}

/** A document, issued or waiting, as far as it credits another one. */
type Crediting = Pick<DocumentDraft, 'kind' | 'cites' | 'vat'>;

/** All documents that may credit another one, and which paper stands for which. */
interface Known {
  readonly documents: readonly Crediting[];
  readonly papers: Papers;
}

function heldBy(cited: IssuedDocument, { documents, papers }: Known): ReturnType<typeof heldOf> {
  const earlier = documents.filter(
    (document) =>
      isCredit(document.kind) &&
      document.cites.some(({ number }) => papers.originalOf(number) === cited.number),
  );
  return heldOf(
    cited.vat,
    earlier.map(({ vat }) => vat),
  );
}

function creditNote(
  period: Month,
  cited: IssuedDocument,
  lines: readonly DocumentLine[],
  known: Known,
  ordinal: number,
  { party }: Difference,
): DocumentDraft {
  const kind = creditKindOf(cited.kind);
  const held = heldBy(cited, known);
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
    held: heldByRates(lines, held),
    cites: [known.papers.latestOf(cited)],
    obstacles: [],
  });
}
