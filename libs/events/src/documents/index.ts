import Type from 'typebox';
import { Count, Id, OneOf, Sha256, Shape, Text, defineEvent, type EventOf } from '../schema/index.js';
import { DocumentIssuedData, DocumentLine } from './document.js';
export * from './document.js';
export * from './lifecycle.js';

export const InvoiceIssued = defineEvent(
  'InvoiceIssued',
  2,
  'invoices-<series>',
  'A client owes this (type 380). Issuing and numbering are this one append.',
  DocumentIssuedData,
);
export type InvoiceIssued = EventOf<typeof InvoiceIssued>;

export const CreditNoteIssued = defineEvent(
  'CreditNoteIssued',
  2,
  'invoices-<series>',
  'An invoice is corrected downward (type 381).',
  DocumentIssuedData,
);
export type CreditNoteIssued = EventOf<typeof CreditNoteIssued>;

export const SelfBilledInvoiceIssued = defineEvent(
  'SelfBilledInvoiceIssued',
  2,
  'statements-<owner>',
  'An owner that deducts VAT is credited under its mandate (type 389).',
  DocumentIssuedData,
);
export type SelfBilledInvoiceIssued = EventOf<typeof SelfBilledInvoiceIssued>;

export const SelfBilledCreditNoteIssued = defineEvent(
  'SelfBilledCreditNoteIssued',
  2,
  'statements-<owner>',
  'A self-billed invoice is corrected downward (type 261).',
  DocumentIssuedData,
);
export type SelfBilledCreditNoteIssued = EventOf<typeof SelfBilledCreditNoteIssued>;

export const RepaymentStatementIssued = defineEvent(
  'RepaymentStatementIssued',
  2,
  'repayments-<series>',
  'An owner that cannot deduct VAT, or a resident, is repaid including tax; outside VAT, no invoice.',
  DocumentIssuedData,
);
export type RepaymentStatementIssued = EventOf<typeof RepaymentStatementIssued>;

export const RepaymentCorrectionIssued = defineEvent(
  'RepaymentCorrectionIssued',
  2,
  'repayments-<series>',
  'A repayment is corrected downward; never for a resident, whose later credits bear it.',
  DocumentIssuedData,
);
export type RepaymentCorrectionIssued = EventOf<typeof RepaymentCorrectionIssued>;

export const PrepaymentInvoiceIssued = defineEvent(
  'PrepaymentInvoiceIssued',
  2,
  'invoices-<series>',
  'Money received before the work (type 386); its VAT is due on receipt. Later invoices deduct it as paid.',
  DocumentIssuedData,
);
export type PrepaymentInvoiceIssued = EventOf<typeof PrepaymentInvoiceIssued>;

export const CorrectedInvoiceIssued = defineEvent(
  'CorrectedInvoiceIssued',
  1,
  'invoices-<series>',
  'An invoice is replaced by one that names its parties or references rightly (type 384): the same lines, and no posting of its own.',
  DocumentIssuedData,
);
export type CorrectedInvoiceIssued = EventOf<typeof CorrectedInvoiceIssued>;

export const DocumentLines = defineEvent(
  'DocumentLines',
  1,
  'document-lines-<planned document>',
  'Lines of a long document, written before the document that cites them by hash.',
  Shape({
    planned: Text('id in the plan of the period', 100),
    part: Count('part, from 0'),
    lines: Type.Array(DocumentLine, { minItems: 1, maxItems: 400 }),
  }),
);
export type DocumentLines = EventOf<typeof DocumentLines>;

export const DocumentRendered = defineEvent(
  'DocumentRendered',
  1,
  'document-<series>-<number>',
  'A file of the document was made; the same bytes are served for ever.',
  Shape({
    series: Id('series'),
    number: Text('number', 35),
    format: OneOf(
      ['pdf', 'json', 'cii', 'ubl', 'csv'],
      'pdf (with the CII inside where it is an invoice), json, CII and UBL XML, csv of the usage behind each line',
    ),
    sha256: Sha256('of the file'),
    bytes: Count('size (bytes)'),
  }),
);
export type DocumentRendered = EventOf<typeof DocumentRendered>;
