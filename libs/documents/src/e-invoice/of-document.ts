import { invariant } from '#domain/decision';
import { formatDate, isCredit, paidCentsOf, supplyDaysOf } from '#domain/documents';
import { eurText } from '#domain/quantity';
import type { PrintableDocument, PrintableParty } from '../model/index.js';
import { addressOf } from './address.js';
import { lineTerms, rateOf } from './lines.js';
import type { EInvoice, Note, Party, Period } from './terms.js';
import { TERMS } from './words.js';

/** Business processes (BT-23) of what was paid before it was issued. */
const PAID_ALREADY: ReadonlySet<string> = new Set(['S2', 'B2']);

/** UNTDID 4461: a SEPA credit transfer. */
const SEPA_TRANSFER = '58';

/**
 * The document in the terms of EN 16931. Figures are those of the document: nothing is calculated but what is paid
 * and due. Fails for what is no e-invoice (repayments) and where lines and totals disagree.
 */
export function eInvoiceOf(document: PrintableDocument): EInvoice {
  const { number, typeCode, profile, language, netCents, vatCents, grossCents } = document;
  invariant(profile !== null && typeCode !== null, `${number} is no e-invoice`);
  assertTotals(document);
  const paidCents = paidCentsOf(document);
  const dueCents = grossCents - paidCents;
  const period = supplyDaysOf(document.lines);
  const bare = document.vat.some(({ category }) => category === 'O');
  return {
    number,
    issueDate: document.issueDate,
    typeCode,
    isCredit: isCredit(document.kind),
    vatPoint: document.vatPoint === 'none' ? null : document.vatPoint,
    dueDate: dueDateOf(document, period),
    buyerReference: document.buyerReference,
    contract: document.contractReference,
    purchaseOrder: document.purchaseOrder,
    terms: dueCents === 0 ? null : termsOf(document),
    notes: notesOf(document),
    process: document.process,
    preceding: precedingOf(document),
    seller: partyTerms(document.seller, bare),
    buyer: partyTerms(document.buyer, bare),
    period,
    payment: document.payment === null ? null : { means: SEPA_TRANSFER, ...document.payment },
    totals: {
      net: eurText(netCents),
      vat: eurText(vatCents),
      gross: eurText(grossCents),
      prepaid: paidCents === 0 ? null : eurText(paidCents),
      due: eurText(dueCents),
    },
    vat: vatTerms(document),
    lines: document.lines.map((line, i) => lineTerms(line, i + 1, language)),
  };
}

function assertTotals({ number, lines, vat, netCents, vatCents, grossCents }: PrintableDocument): void {
  invariant(lines.length > 0, `${number} has no line`);
  const sum = (all: readonly number[]): number => all.reduce((total, cents) => total + cents, 0);
  invariant(
    sum(lines.map((line) => line.amountCents)) === netCents &&
      sum(vat.map((total) => total.baseCents)) === netCents &&
      sum(vat.map((total) => total.vatCents)) === vatCents &&
      netCents + vatCents === grossCents,
    `lines, VAT and totals of ${number} disagree`,
  );
}

/**
 * What is paid already was due when it was paid (XP Z12-012, BR-FR-CO-09). A date before the issue has no field
 * (BR-FR-CO-07): a correction that comes after the original was due says it in its terms alone.
 */
function dueDateOf(
  { kind, dueDate, issueDate, process, received }: PrintableDocument,
  { to }: Period,
): string | null {
  if (kind === 'prepayment-invoice') return to;
  if (process !== null && PAID_ALREADY.has(process) && received !== undefined) return received.on;
  return dueDate !== null && dueDate >= issueDate ? dueDate : null;
}

function termsOf({ kind, dueDate, language }: PrintableDocument): string {
  if (dueDate !== null) return `${TERMS.by[language]} ${formatDate(dueDate, language)}`;
  return isCredit(kind) ? TERMS.credit[language] : TERMS.agreed[language];
}

/** What the law wants said; between businesses also, for the French platforms, which transaction it is. */
const notesOf = ({ mentions, profile }: PrintableDocument): Note[] =>
  profile === 'B2B' || profile === 'B2BINT' ? [...mentions, { code: 'BAR', text: profile }] : [...mentions];

/**
 * Documents that it takes back, replaces or adjusts, and prepayments that it deducts, each once. A corrected invoice
 * names the one that it replaces and no other (BR-FR-CO-04).
 */
function precedingOf({ kind, cites, prepaid = [], received }: PrintableDocument): EInvoice['preceding'] {
  const all = kind === 'corrected-invoice' ? cites : [...cites, ...prepaid, ...(received?.prepayments ?? [])];
  const named = new Map<string, EInvoice['preceding'][number]>();
  for (const { number, issueDate } of all) named.set(number, { number, issueDate });
  return [...named.values()];
}

/** Outside the scope of VAT nobody shows a VAT number (EN 16931 BR-O-2 to BR-O-4). */
function partyTerms(party: PrintableParty, bare: boolean): Party {
  const { name, address, country, siret, siren, vatNumber, legalMention, endpoint } = party;
  return {
    name,
    siret,
    siren,
    vatNumber: bare ? null : vatNumber,
    legalMention,
    endpoint,
    address: addressOf(address, country),
  };
}

const vatTerms = ({ vat, exemptions }: PrintableDocument): EInvoice['vat'] =>
  vat.map(({ category, rate, baseCents, vatCents }) => {
    const exemption = exemptions.find((one) => one.category === category);
    return {
      base: eurText(baseCents),
      vat: eurText(vatCents),
      category,
      rate: rateOf(category, rate),
      reason: exemption?.text ?? null,
      reasonCode: exemption?.code ?? null,
    };
  });
