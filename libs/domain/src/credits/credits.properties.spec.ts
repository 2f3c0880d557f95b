import fc from 'fast-check';
import { assertBalanced } from '#domain/accounting';
import { isRefused } from '#domain/decision';
import { guardDocument, isCredit } from '#domain/documents';
import {
  applyCreditNote,
  booksOf,
  documentKey,
  settledDocument,
  settlements,
  standingOf,
} from '#domain/settlements';
import { stateAfter } from '#domain/decision';
import type { SettlementEvent } from '#domain/settlements';
import type { DocumentIssuedData } from '#events';
import { client, factsOf } from '../../../../test/samples/heated-block.js';
import { UNPAID, draftWith, issuedAs, lineOf } from '../../../../test/samples/issued-documents.js';
import { creditDocument } from './credit-document.js';
import { leftOf } from './left.js';

const facts = factsOf(client('lab'));
const context = { facts, issueDate: '2026-09-20' };
const cents = fc.integer({ min: 1, max: 20_000 });
const lines = fc.array(fc.tuple(cents, fc.constantFrom('20', '20', '5.5', '0')), {
  minLength: 1,
  maxLength: 6,
});
/** Line, and how much of it (permille; more than 1000 asks too much). */
const attempts = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 1_200 })), { maxLength: 12 });

/** Credits what may be credited, one after the other, then all that is left. */
function credited(
  stated: readonly (readonly [number, string])[],
  asked: readonly (readonly [number, number])[],
): { readonly original: DocumentIssuedData; readonly credits: readonly DocumentIssuedData[] } {
  const original = issuedAs(draftWith(stated.map(([net, rate], i) => lineOf(net, i + 1, rate))), 1);
  const later: DocumentIssuedData[] = [];
  const credit = (parts: { line: number; netCents: number }[] | null): void => {
    const name = { credit: `c${later.length}`, series: 'main', number: 'D-1' };
    const decision = creditDocument(
      { type: 'CreditDocument', ...name, lines: parts, reason: 'error', text: 'x' },
      { original, later, waiting: [], money: UNPAID, prepayment: null },
      context,
    );
    if (isRefused(decision)) return;
    const [draft] = decision.accepted;
    const document = issuedAs(draft!, later.length + 2, '2026-09-20');
    const amounts = guardDocument(document, draft!.held === undefined ? {} : { held: draft!.held });
    expect(amounts.filter(({ code }) => /AMOUNT|TOTAL|BASE|EXCEEDS|ENTRY|ROWS/.test(code))).toEqual([]);
    later.push(document);
  };
  for (const [line, permille] of asked) {
    const stands = original.lines[line % original.lines.length]!.amountCents;
    credit([{ line: (line % original.lines.length) + 1, netCents: Math.ceil((stands * permille) / 1000) }]);
  }
  credit(null);
  return { original, credits: later };
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

test('whatever is credited in which order: line, rate and document are exhausted together, and never exceeded', () => {
  fc.assert(
    fc.property(lines, attempts, (stated, asked) => {
      const { original, credits } = credited(stated, asked);
      const left = leftOf({ original, later: credits, waiting: [], money: UNPAID, prepayment: null });
      expect(left.lines.every((net) => net === 0)).toBe(true);
      expect([left.netCents, left.vatCents]).toEqual([0, 0]);
      for (const { baseCents, vatCents } of left.vat) expect([baseCents, vatCents]).toEqual([0, 0]);
      expect(sum(credits.map(({ grossCents }) => grossCents))).toBe(original.grossCents);
      for (const { entry, vatCents } of credits) {
        assertBalanced(entry);
        expect(vatCents).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 150 },
  );
});

test('applied in any order, no credit note leaves less than nothing open, and no VAT waits in the end', () => {
  fc.assert(
    fc.property(lines, attempts, (stated, asked) => {
      const { original, credits } = credited(stated, asked);
      const documents = new Map(
        [original, ...credits].map((one) => [documentKey(one), settledDocument(one)]),
      );
      const events: SettlementEvent[] = [];
      for (const { series, number } of credits.toReversed()) {
        const books = booksOf(stateAfter(settlements, events));
        const decision = applyCreditNote({ type: 'ApplyCreditNote', creditNote: { series, number } }, books, {
          facts,
          nowMs: 0,
          documents,
        });
        if (!isRefused(decision)) events.push(...decision.accepted);
      }
      const books = booksOf(stateAfter(settlements, events));
      for (const document of [original, ...credits]) {
        const standing = standingOf(settledDocument(document), books.steps.get(documentKey(document)) ?? []);
        expect(standing).toEqual({ openCents: 0, waitingVatCents: 0 });
      }
      expect(credits.every(({ kind }) => isCredit(kind))).toBe(true);
    }),
    { numRuns: 60 },
  );
});
