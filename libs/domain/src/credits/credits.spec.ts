import { isRefused, type Decision } from '#domain/decision';
import { guardDocument, type DocumentDraft } from '#domain/documents';
import type { FactEvent } from '#domain/facts';
import type { DocumentIssuedData, DocumentLine } from '#events';
import { client, factsOf, mandate, owner, resident } from '../../../../test/samples/heated-block.js';
import { UNPAID, draftWith, issuedAs, lineOf } from '../../../../test/samples/issued-documents.js';
import { cancelDocument } from './cancel-document.js';
import type { CreditContext, CreditDocument } from './commands.js';
import { correctInvoice } from './correct-invoice.js';
import { creditDocument } from './credit-document.js';
import type { Subject, SubjectMoney } from './left.js';

const context = (...events: FactEvent[]): CreditContext => ({
  facts: factsOf(client('lab'), ...events),
  issueDate: '2026-09-20',
});
const subjectOf = (
  original: DocumentIssuedData,
  later: readonly DocumentIssuedData[] = [],
  waiting: readonly DocumentDraft[] = [],
  money: SubjectMoney = UNPAID,
): Subject => ({ original, later, waiting, money, prepayment: null });
const invoiceOf = (...lines: DocumentLine[]): DocumentIssuedData => issuedAs(draftWith(lines), 1);
const credit = (lines: readonly (readonly [number, number])[] | null): CreditDocument => ({
  type: 'CreditDocument',
  credit: 'c1',
  series: 'main',
  number: 'D-1',
  lines: lines?.map(([line, netCents]) => ({ line, netCents })) ?? null,
  reason: 'gesture',
  text: 'two days without heat',
});
const cancel = { type: 'CancelDocument', series: 'main', number: 'D-1', reason: 'wrong name' } as const;
const correct = { type: 'CorrectInvoice', series: 'main', number: 'D-1', reason: 'no order number' } as const;

const accepted = (decision: Decision<DocumentDraft>): readonly DocumentDraft[] => {
  if (isRefused(decision)) throw new Error(JSON.stringify(decision.refused));
  return decision.accepted;
};
const codeOf = (decision: Decision<DocumentDraft>): string | null =>
  isRefused(decision) ? decision.refused.code : null;
const sums = (drafts: readonly DocumentDraft[]) =>
  drafts.map(({ kind, netCents, vatCents, cites }) => [kind, netCents, vatCents, cites[0]?.number]);

describe('a credit', () => {
  const invoice = invoiceOf(lineOf(10_000, 1), lineOf(5_000, 2), lineOf(2_000, 3, '0'));

  test('of a part of a line cites the invoice, says why, and has a key that no close compares', () => {
    const [draft] = accepted(creditDocument(credit([[1, 2_500]]), subjectOf(invoice), context()));
    expect(sums([draft!])).toEqual([['credit-note', 2_500, 500, 'D-1']]);
    expect(draft).toMatchObject({
      planned: '2026-09.credited.c1',
      reason: 'Goodwill – two days without heat',
    });
    expect(draft!.lines).toMatchObject([
      {
        key: 'credit|c1|1',
        quantity: '1',
        priceEur: '25.00',
        adjusts: { document: 'D-1', period: '2026-08' },
      },
    ]);
  });

  test('of all that is left takes lines and VAT of every rate', () => {
    const earlier = issuedAs(
      accepted(creditDocument(credit([[1, 9_999]]), subjectOf(invoice), context()))[0]!,
      2,
    );
    const [rest] = accepted(creditDocument(credit(null), subjectOf(invoice, [earlier]), context()));
    expect(rest!.lines.map(({ amountCents }) => amountCents)).toEqual([1, 5_000, 2_000]);
    expect(rest!.vatCents).toBe(invoice.vatCents - earlier.vatCents);
  });

  test('counts what waits to be issued as taken', () => {
    const waiting = accepted(creditDocument(credit([[2, 5_000]]), subjectOf(invoice), context()));
    const subject = subjectOf(invoice, [], waiting);
    expect(codeOf(creditDocument(credit([[2, 1]]), subject, context()))).toBe('CREDIT_EXCEEDS_LINE');
  });

  test('of a line is bounded by what its rate holds, where another line is below zero', () => {
    const hourly = invoiceOf(lineOf(10_000, 1), lineOf(-4_000, 2));
    const over = creditDocument(credit([[1, 6_001]]), subjectOf(hourly), context());
    expect(codeOf(over)).toBe('CREDIT_EXCEEDS_DOCUMENT');
    expect(sums(accepted(creditDocument(credit(null), subjectOf(hourly), context())))).toEqual([
      ['credit-note', 6_000, 1_200, 'D-1'],
    ]);
  });

  const selfBilled = issuedAs(
    draftWith([lineOf(3_000)], 'self-billed-invoice', { kind: 'owner', id: 'office' }),
    1,
  );
  const office = owner('office', { vat: 'deducts' });

  test('of a self-billed invoice is one in the owner’s name, under its mandate', () => {
    const subject = subjectOf(selfBilled);
    expect(sums(accepted(creditDocument(credit(null), subject, context(office, mandate('office')))))).toEqual(
      [['self-billed-credit-note', 3_000, 600, 'D-1']],
    );
    expect(codeOf(creditDocument(credit(null), subject, context(office)))).toBe('MANDATE_MISSING');
  });

  test('of a resident’s statement, or of a credit note, is refused', () => {
    const statement = issuedAs(
      draftWith([lineOf(3_000, 1, '0')], 'repayment-statement', { kind: 'resident', id: 'r1' }),
      1,
    );
    expect(codeOf(creditDocument(credit(null), subjectOf(statement), context(resident('r1'))))).toBe(
      'RESIDENT_NOT_CREDITED',
    );
    const note = issuedAs(accepted(creditDocument(credit(null), subjectOf(invoice), context()))[0]!, 2);
    expect(codeOf(creditDocument(credit(null), subjectOf(note), context()))).toBe('DOCUMENT_NOT_CREDITABLE');
  });

  test('is dated in no locked year', () => {
    const locked: FactEvent = {
      type: 'FiscalYearLocked',
      data: { from: '2026-01-01', to: '2026-12-31', reason: 'meeting' },
    };
    expect(codeOf(creditDocument(credit(null), subjectOf(invoice), context(locked)))).toBe('YEAR_LOCKED');
  });
});

describe('a cancelled document', () => {
  const invoice = invoiceOf(lineOf(10_000, 1), lineOf(5_000, 2));

  test('that is not reissued is credited under keys of its own', () => {
    const drafts = accepted(cancelDocument({ ...cancel, reissue: false }, subjectOf(invoice), context()));
    expect(sums(drafts)).toEqual([['credit-note', 15_000, 3_000, 'D-1']]);
    expect(drafts[0]!.lines.map(({ key }) => key)).toEqual(['credit|D-1|1', 'credit|D-1|2']);
  });

  test('that is reissued keeps its keys in both; what was credited before is not billed again', () => {
    const before = issuedAs(
      accepted(creditDocument(credit([[1, 4_000]]), subjectOf(invoice), context()))[0]!,
      2,
    );
    const drafts = accepted(
      cancelDocument({ ...cancel, reissue: true }, subjectOf(invoice, [before]), context()),
    );
    expect(sums(drafts)).toEqual([
      ['credit-note', 11_000, 2_200, 'D-1'],
      ['invoice', 11_000, 2_200, 'D-1'],
    ]);
    for (const { lines } of drafts)
      expect(lines.map(({ key }) => key)).toEqual(invoice.lines.map(({ key }) => key));
    expect(drafts[1]!.lines).toMatchObject([{ quantity: '1', priceEur: '60.00' }, invoice.lines[1]]);
    expect(drafts[1]!.paymentDays).toBe(30);
  });

  test('is billed anew with the VAT of today', () => {
    const abroad = client('lab', { country: 'DE', siren: null, vatNumber: 'DE129273398' });
    const drafts = accepted(
      cancelDocument({ ...cancel, reissue: true }, subjectOf(invoice), context(abroad)),
    );
    expect(drafts.map(({ vat }) => vat.map(({ category, vatCents }) => `${category} ${vatCents}`))).toEqual([
      ['S 3000'],
      ['AE 0'],
    ]);
    const unknown = client('lab', { country: 'DE', siren: null, vatNumber: null });
    expect(codeOf(cancelDocument({ ...cancel, reissue: true }, subjectOf(invoice), context(unknown)))).toBe(
      'EU_BUYER_WITHOUT_VAT_NUMBER',
    );
  });
});

describe('what was received before', () => {
  const invoice = invoiceOf(lineOf(10_000, 1));
  const paidWith = (receivedCents: number): Subject =>
    subjectOf(invoice, [], [], {
      openCents: 12_000 - receivedCents,
      receivedCents,
      receivedOn: receivedCents === 0 ? null : '2026-09-10',
    });
  /** The samples' client has no SIREN. */
  const faultsOf = (document: DocumentIssuedData): readonly string[] =>
    guardDocument(document)
      .map(({ code }) => code)
      .filter((code) => code !== 'SIREN_MISSING');
  const issuedLast = (decision: Decision<DocumentDraft>): DocumentIssuedData =>
    issuedAs(accepted(decision).at(-1)!, 3, '2026-09-20');

  test.each([
    ['nothing', 0, undefined, 'S1', '2026-10-20'],
    ['half', 6_000, 6_000, 'S1', '2026-10-20'],
    ['all', 12_000, 12_000, 'S2', null],
  ])('of %s, is deducted from a document that is issued anew', (_, received, deducted, process, dueDate) => {
    const anew = issuedLast(cancelDocument({ ...cancel, reissue: true }, paidWith(received), context()));
    expect([anew.received?.cents, anew.process]).toEqual([deducted, process]);
    expect(anew.payment === null).toBe(received === 12_000);
    expect(anew.dueDate === null).toBe(dueDate === null);
    expect(anew.replaces?.number).toBe('D-1');
    expect(anew.mentions[0]!.text).toContain('Replaces invoice no. D-1');
    expect(faultsOf(anew)).toEqual([]);
  });

  test('as a prepayment stays the settling invoice after it', () => {
    const prepaid = [{ number: 'F-0', issueDate: '2026-07-01', grossCents: 12_000, vatCents: 2_000 }];
    const subject = { ...paidWith(12_000), original: { ...invoice, prepaid } };
    const anew = issuedLast(cancelDocument({ ...cancel, reissue: true }, subject, context()));
    expect(anew).toMatchObject({
      process: 'S4',
      received: { cents: 12_000, prepayments: [{ number: 'F-0' }] },
    });
    expect(faultsOf(anew)).toEqual([]);
  });

  test.each([
    ['half', 6_000, 'S1', '2026-10-01'],
    ['all', 12_000, 'S2', null],
  ])('of %s, is deducted from a corrected invoice', (_, received, process, dueDate) => {
    const paper = issuedLast(correctInvoice(correct, paidWith(received), context()));
    expect(paper).toMatchObject({ process, received: { cents: received, on: '2026-09-10' } });
    expect(paper.dueDate === null).toBe(dueDate === null);
    expect(faultsOf(paper)).toEqual([]);
  });

  test('and credited: a corrected invoice would state what is not owed', () => {
    const note = issuedAs(accepted(creditDocument(credit([[1, 2_000]]), paidWith(0), context()))[0]!, 2);
    expect(codeOf(correctInvoice(correct, subjectOf(invoice, [note]), context()))).toBe('INVOICE_CREDITED');
  });
});

describe('a corrected invoice', () => {
  const invoice = invoiceOf(lineOf(10_000, 1));
  const paper = (place: number, subject: Subject, number: string): DocumentIssuedData =>
    issuedAs(accepted(correctInvoice({ ...correct, number }, subject, context()))[0]!, place);
  const first = paper(2, subjectOf(invoice), 'D-1');

  test('says the same figures, is due when its original is, and posts nothing', () => {
    expect(first).toMatchObject({
      kind: 'corrected-invoice',
      typeCode: '384',
      grossCents: 12_000,
      dueDate: invoice.dueDate,
      cites: [{ number: 'D-1' }],
      entry: { postings: [] },
    });
  });

  test('is corrected by its own number, not by that of the paper it replaced', () => {
    const subject = subjectOf(invoice, [first]);
    const again = correctInvoice(correct, subject, context());
    expect(isRefused(again) && again.refused).toMatchObject({ code: 'INVOICE_REPLACED' });
    expect(JSON.stringify(again)).toContain('D-2');
    expect(paper(3, subject, 'D-2').cites).toMatchObject([{ number: 'D-2' }]);
  });

  test('is what credits cite; they count on the original', () => {
    const [note] = accepted(creditDocument(credit([[1, 9_000]]), subjectOf(invoice, [first]), context()));
    expect(note!.cites).toMatchObject([{ number: 'D-2' }]);
    const after = subjectOf(invoice, [first, issuedAs(note!, 3)]);
    expect(codeOf(creditDocument(credit([[1, 1_001]]), after, context()))).toBe('CREDIT_EXCEEDS_LINE');
  });

  test('is refused where figures would change, and for anything but an invoice', () => {
    const abroad = client('lab', { country: 'DE', siren: null, vatNumber: 'DE129273398' });
    expect(codeOf(correctInvoice(correct, subjectOf(invoice), context(abroad)))).toBe(
      'VAT_TREATMENT_CHANGED',
    );
    const selfBilled = issuedAs(
      draftWith([lineOf(1)], 'self-billed-invoice', { kind: 'owner', id: 'office' }),
      1,
    );
    expect(codeOf(correctInvoice(correct, subjectOf(selfBilled), context()))).toBe(
      'DOCUMENT_NOT_CORRECTABLE',
    );
  });
});
