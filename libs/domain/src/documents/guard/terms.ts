import { checkBic, checkIban } from '#domain/installation';
import type { DocumentIssuedData, DocumentKind } from '#events';
import { isCredit, isRepayment, TYPE_CODE } from '../kinds.js';
import { processOf } from '../e-invoice.js';
import { paidBeforeCents } from '../prepaid-totals.js';
import { OURS } from './amounts.js';
import { faultIf, faultOf, type Fault } from './fault.js';

/** Business processes (BT-23) that a kind may have. */
const PROCESSES: Readonly<Record<DocumentKind, readonly (string | null)[]>> = {
  invoice: ['S1', 'S2', 'S4'],
  'corrected-invoice': ['S1', 'S2', 'S4'],
  'credit-note': ['S1'],
  'prepayment-invoice': ['S2'],
  'self-billed-invoice': ['B1', 'B2'],
  'self-billed-credit-note': ['B1'],
  'repayment-statement': [null],
  'repayment-correction': [null],
};

const NUMBER = /^[A-Za-z0-9+\-_/]{1,35}$/;

/** Number, kind, process, what is cited, totals, and when and where to pay (XP Z12-012, BR-FR-01 to -08, -CO-04 to -09). */
export const termFaults = (document: DocumentIssuedData): Fault[] => [
  ...faultIf(
    !NUMBER.test(document.number),
    'NUMBER_INVALID',
    'number (BT-1)',
    'A number has at most 35 letters, digits and + - _ /. Open the series with another prefix.',
  ),
  ...kindFaults(document),
  ...citeFaults(document),
  ...totalFaults(document),
  ...paymentFaults(document),
];

function kindFaults(document: DocumentIssuedData): Fault[] {
  const { kind, typeCode, profile, process } = document;
  const paidWell = kind !== 'invoice' || process === processOf(document);
  return [
    ...faultIf(typeCode !== TYPE_CODE[kind], 'TYPE_CODE_WRONG', 'typeCode (BT-3)', OURS),
    ...faultIf((profile === null) !== isRepayment(kind), 'PROFILE_WRONG', 'profile (BAR)', OURS),
    ...faultIf(
      !PROCESSES[kind].includes(process) || !paidWell,
      'PROCESS_WRONG',
      'process (BT-23)',
      `${process ?? 'None'} is no process of this kind: S1 services, S2 paid before, S4 after a prepayment, B1 goods. ${OURS}`,
    ),
  ];
}

/** What credits or corrects cites exactly one earlier document. */
function citeFaults({ kind, cites, issueDate }: DocumentIssuedData): Fault[] {
  const corrects = isCredit(kind) || kind === 'corrected-invoice';
  return [
    ...faultIf(
      corrects && cites.length !== 1,
      'CITED_DOCUMENT_MISSING',
      'cites (BG-3)',
      `It cites exactly one earlier document with number and date, not ${cites.length}. ${OURS}`,
    ),
    ...cites.flatMap((cited, i) =>
      faultIf(
        !NUMBER.test(cited.number) || cited.issueDate > issueDate,
        'CITED_DOCUMENT_INVALID',
        `cites[${i}] (BT-25, BT-26)`,
        `${cited.number} of ${cited.issueDate} is no earlier document. ${OURS}`,
      ),
    ),
  ];
}

/** Nobody is sent a document of nothing, and none asks the one whom it should pay. */
function totalFaults({ kind, grossCents, vatCents, netCents, lines }: DocumentIssuedData): Fault[] {
  const nothing = lines.every(({ amountCents }) => amountCents === 0);
  const mayBeZero = !isCredit(kind) && kind !== 'prepayment-invoice' && !nothing;
  return faultIf(
    grossCents < 0 || vatCents < 0 || netCents < 0 || (grossCents === 0 && !mayBeZero),
    'TOTAL_NOT_POSITIVE',
    'gross (BT-112)',
    grossCents === 0
      ? 'A document of nothing is not issued.'
      : 'A document below zero would ask the one whom it should pay; what it says is taken from a later one.',
  );
}

function paymentFaults(document: DocumentIssuedData): Fault[] {
  const { kind, grossCents, dueDate, issueDate, payment } = document;
  const due = grossCents - paidBeforeCents(document);
  const asksForDate = (kind === 'invoice' || kind === 'self-billed-invoice') && due > 0;
  return [
    ...faultIf(
      asksForDate && dueDate === null,
      'DUE_DATE_MISSING',
      'dueDate (BT-9)',
      `What is owed has a day until which it is paid (EN 16931 BR-CO-25). ${OURS}`,
    ),
    ...faultIf(
      dueDate !== null &&
        dueDate < issueDate &&
        kind !== 'prepayment-invoice' &&
        kind !== 'corrected-invoice',
      'DUE_DATE_BEFORE_ISSUE',
      'dueDate (BT-9)',
      `Nothing is due on ${dueDate ?? ''}, before it is issued on ${issueDate}. ${OURS}`,
    ),
    ...(payment === null
      ? []
      : [
          ...faultOf(checkIban('payment.iban (BT-84)', payment.iban)),
          ...(payment.bic === null ? [] : faultOf(checkBic('payment.bic (BT-86)', payment.bic))),
        ]),
  ];
}
