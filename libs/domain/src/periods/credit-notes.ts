import {
  creditKindOf,
  creditTotals,
  draftOf,
  heldOf,
  isCredit,
  plannedId,
  type DocumentDraft,
} from '#domain/documents';
import type { Month } from '#domain/calendar';
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
  const known = [...issued, ...waiting];
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
function spread(
  difference: Difference,
  byCited: Map<IssuedDocument, DocumentLine[]>,
  known: readonly Crediting[],
): number {
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
function roomOf(
  { document, line }: Holding,
  credited: readonly DocumentLine[],
  known: readonly Crediting[],
): number {
  const { netCents } = heldBy(document, known)(line.vatCategory, line.vatRate);
  return credited
    .filter(({ vatCategory, vatRate }) => vatCategory === line.vatCategory && vatRate === line.vatRate)
    .reduce((cents, { amountCents }) => cents - amountCents, netCents);
}

/** A document, issued or waiting, as far as it credits another one. */
type Crediting = Pick<DocumentDraft, 'kind' | 'cites' | 'vat'>;

function heldBy(cited: IssuedDocument, known: readonly Crediting[]): ReturnType<typeof heldOf> {
  const earlier = known.filter(
    (document) => isCredit(document.kind) && document.cites.some(({ number }) => number === cited.number),
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
  known: readonly Crediting[],
  ordinal: number,
  { party }: Difference,
): DocumentDraft {
  const kind = creditKindOf(cited.kind);
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
    vat: creditTotals(lines, heldBy(cited, known)),
    cites: [{ number: cited.number, issueDate: cited.issueDate }],
    obstacles: [],
  });
}
