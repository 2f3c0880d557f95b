import { cancelDocument, correctInvoice, creditDocument, type Subject } from '#domain/credits';
import { isRefused, type Decision } from '#domain/decision';
import type { DocumentDraft } from '#domain/documents';
import type { Charge } from '#domain/rating';
import { Decimal } from '#domain/quantity';
import type { DocumentIssuedData } from '#events';
import { client, factsOf } from '../../../../test/samples/heated-block.js';
import { LAB, UNPAID, draftWith, issuedAs, lineOf } from '../../../../test/samples/issued-documents.js';
import { creditNotesFor } from './credit-notes.js';
import { differencesOf } from './differences.js';

const context = { facts: factsOf(client('lab')), issueDate: '2026-09-20' };
const named = { series: 'main', number: 'D-1' } as const;
const original = issuedAs(draftWith([lineOf(10_000, 1), lineOf(5_000, 2)]), 1);
const subject: Subject = { original, later: [], waiting: [], money: UNPAID, prepayment: null };

const issued = (decision: Decision<DocumentDraft>, place: number): DocumentIssuedData[] => {
  if (isRefused(decision)) throw new Error(decision.refused.code);
  return decision.accepted.map((draft, i) => issuedAs(draft, place + i, '2026-09-20'));
};
/** What August is worth now, by line. */
const worth = (...cents: readonly number[]): Charge[] =>
  cents.map((amountCents, i) => {
    const { key, from, to, priceEur } = lineOf(amountCents, i + 1);
    return {
      key,
      party: LAB,
      period: '2026-08',
      subject: 'lab-1',
      reference: null,
      quantity: 1,
      unit: 'one',
      quantityText: '1',
      priceEur,
      priceBase: 1,
      amountEur: new Decimal(amountCents).div(100),
      amountCents,
      vat: { category: 'S', rate: '20' },
      from,
      to,
    };
  });
/** Credit notes of a close to which August is worth so much: which paper, how much of which line; and what none can bear. */
function closeAt(documents: readonly DocumentIssuedData[], ...cents: readonly number[]) {
  const differences = differencesOf('2026-08', worth(...cents), documents, new Set());
  const { notes, uncredited } = creditNotesFor('2026-09', differences, documents, []);
  return {
    notes: notes.map(({ cites, lines, vatCents }) => [
      cites[0]!.number,
      lines.map((line) => line.amountCents),
      vatCents,
    ]),
    uncredited: uncredited.map((one) => one.cents),
  };
}

test('a gesture is not billed again; a later difference is credited as far as its line still holds it', () => {
  const gesture = creditDocument(
    {
      type: 'CreditDocument',
      credit: 'c1',
      ...named,
      lines: [{ line: 1, netCents: 7_000 }],
      reason: 'gesture',
      text: 'x',
    },
    subject,
    context,
  );
  const documents = [original, ...issued(gesture, 2)];
  expect(closeAt(documents, 10_000, 5_000)).toEqual({ notes: [], uncredited: [] });
  expect(closeAt(documents, 6_000, 5_000)).toEqual({ notes: [['D-1', [3_000], 600]], uncredited: [-1_000] });
});

test('what was cancelled is not billed again, and holds nothing any more', () => {
  const cancelled = cancelDocument(
    { type: 'CancelDocument', ...named, reissue: false, reason: 'x' },
    subject,
    context,
  );
  const documents = [original, ...issued(cancelled, 2)];
  expect(closeAt(documents, 10_000, 5_000)).toEqual({ notes: [], uncredited: [] });
  expect(closeAt(documents, 9_000, 5_000)).toEqual({ notes: [], uncredited: [-1_000] });
});

test('what was reissued is compared with, and cited by, later adjustments', () => {
  const reissued = cancelDocument(
    { type: 'CancelDocument', ...named, reissue: true, reason: 'x' },
    subject,
    context,
  );
  const documents = [original, ...issued(reissued, 2)];
  expect(closeAt(documents, 10_000, 5_000)).toEqual({ notes: [], uncredited: [] });
  expect(closeAt(documents, 9_000, 0)).toEqual({ notes: [['D-3', [1_000, 5_000], 1_200]], uncredited: [] });
});

test('a corrected invoice states nothing of its own; credits cite it and count on the original', () => {
  const corrected = correctInvoice({ type: 'CorrectInvoice', ...named, reason: 'x' }, subject, context);
  const documents = [original, ...issued(corrected, 2)];
  expect(closeAt(documents, 10_000, 5_000)).toEqual({ notes: [], uncredited: [] });
  expect(closeAt(documents, 0, 0)).toEqual({ notes: [['D-2', [10_000, 5_000], 3_000]], uncredited: [] });
});
