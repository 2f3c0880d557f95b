import { addExact } from '#domain/quantity';
import type { DocumentIssuedData } from '#events';
import { faultIf, type Fault } from './fault.js';

/** Kinds whose money another piece has posted: the receipt of a prepayment, the original of a corrected invoice. */
const POSTED_ELSEWHERE: ReadonlySet<string> = new Set(['prepayment-invoice', 'corrected-invoice']);

/** The entry balances, comes to the gross amount, and names the document: nothing is posted that it does not say. */
export function entryFaults(
  { kind, entry, number, issueDate }: DocumentIssuedData,
  grossCents: number,
): Fault[] {
  let [debit, credit] = [0, 0];
  for (const { debitCents, creditCents } of entry.postings) {
    debit = addExact(debit, debitCents);
    credit = addExact(credit, creditCents);
  }
  const oneSided = entry.postings.every(
    ({ debitCents, creditCents }) => debitCents >= 0 && creditCents >= 0 && debitCents * creditCents === 0,
  );
  const posted = POSTED_ELSEWHERE.has(kind) ? 0 : grossCents;
  const remedy =
    'Nothing was issued; report it: the entry of a document does not say what the document says.';
  return [
    ...faultIf(debit !== credit || !oneSided, 'ENTRY_UNBALANCED', 'entry', remedy),
    ...faultIf(debit === credit && debit !== posted, 'ENTRY_AMOUNT_WRONG', 'entry', remedy),
    ...faultIf(entry.piece !== number || entry.date !== issueDate, 'ENTRY_OF_ANOTHER', 'entry', remedy),
  ];
}
