import {
  formatEur,
  formatNumber,
  formatSupply,
  isCredit,
  isRepayment,
  supplyDaysOf,
  type Language,
  type SupplyDays,
} from '#domain/documents';
import type { DocumentKind, DocumentLine } from '#events';
import type { PrintableDocument } from '../model/index.js';
import { chart } from './chart.js';
import { attachCii } from './factur-x.js';
import { band, citedAtLength, furtherHead, issuerOf, parties, titleHead } from './head.js';
import { registrations } from './identity.js';
import { CONTENT_WIDTH, INK, PAGE, finish, footers, openPaper, write } from './paper.js';
import { payment } from './payment.js';
import { amountShown, labelShown, priceShown, quantityShown } from './quantities.js';
import { isOfResident, residentPdf } from './resident-page.js';
import { Sheet } from './sheet.js';
import { Table, type Carried, type Cell, type Column } from './table.js';
import { heightOf, type TextStyle } from './text-lines.js';
import { prepaidAtLength, rateText, totals, totalsHeight } from './totals.js';
import { TITLE, WORDS } from './words.js';

/**
 * A document on A4 (a resident's statement has a page of its own): head, dates, parties, usage per day, lines, totals, payment, mentions; as many pages as it takes.
 * With the invoice's CII it is Factur-X (EN 16931), else PDF/A-3b alone. The same document gives the same bytes.
 */
export function documentPdf(document: PrintableDocument, cii: string | null): Promise<Uint8Array> {
  if (isOfResident(document)) return residentPdf(document);
  const { kind, language, number, issueDate } = document;
  const title = `${TITLE[kind][language]} ${number}`;
  const author = issuerOf(document).name;
  const paper = openPaper({ title, author, subject: title, language, date: issueDate });
  const sheet = new Sheet(paper, language, () => furtherHead(paper, document));
  sheet.y = titleHead(paper, document);
  sheet.y = band(paper, sheet.y, document);
  sheet.y = parties(paper, sheet.y, document) + 16;
  if (document.daily !== null) sheet.y = chart(paper, sheet.y, document.daily, language) + 14;
  tableOf(document).draw(sheet, totalsHeight(document));
  sheet.y = totals(paper, sheet.y, document);
  payment(sheet, document);
  smallPrint(sheet, document, cii !== null);
  footers(
    paper,
    footOf(document),
    (page, pages) => `${number}  ·  ${WORDS.page[language]} ${page}/${pages}`,
    language,
  );
  if (cii !== null) attachCii(paper, cii, issueDate);
  return finish(paper);
}

/** Who issues it, and where in the log it stands; the root of a checkpoint over it joins the second line. */
function footOf(document: PrintableDocument): readonly string[] {
  const { language, index } = document;
  const issuer = issuerOf(document);
  const identity = [issuer.name, issuer.legalMention ?? '', ...registrations(issuer, language)];
  return [
    identity.filter((text) => text !== '').join('  ·  '),
    `${WORDS.log[language]} ${formatNumber(String(index), language)}`,
  ];
}

function tableOf(document: PrintableDocument): Table {
  const { language, lines } = document;
  const whole = supplyDaysOf(lines);
  const sums: number[] = [0];
  for (const { amountCents } of lines) sums.push(sums.at(-1)! + amountCents);
  const carried: Carried = {
    forward: WORDS.forward[language],
    brought: WORDS.brought[language],
    sum: (rows) => formatEur(sums[rows]!, language),
  };
  return new Table(
    columnsOf(document),
    lines.map((line) => rowOf(line, whole, document)),
    carried,
  );
}

function columnsOf({ kind, language }: PrintableDocument): Column[] {
  const taxed = !isRepayment(kind);
  return [
    { title: WORDS.item[language], kind: 'text' },
    { title: WORDS.quantity[language], kind: 'figure' },
    { title: (taxed ? WORDS.priceExVat : WORDS.price)[language], kind: 'figure' },
    ...(taxed ? [{ title: WORDS.vat[language], kind: 'figure' } as const] : []),
    { title: (taxed ? WORDS.amountExVat : WORDS.amount)[language], kind: 'figure' },
  ];
}

function rowOf(line: DocumentLine, whole: SupplyDays, { kind, language }: PrintableDocument): Cell[] {
  const text = labelShown(line, language);
  const days = daysOf(line, whole, language);
  return [
    days === null ? { text } : { text, note: days },
    quantityShown(line, language),
    priceShown(line, language),
    ...(isRepayment(kind) ? [] : [{ text: rateText(line.vatCategory, line.vatRate, language) }]),
    amountShown(line, language),
  ];
}

/** Days of supply where they are not simply those of the whole document, which stand in its head. */
function daysOf({ from, to }: DocumentLine, whole: SupplyDays, language: Language): string | null {
  return from === whole.from && to === whole.to ? null : formatSupply({ from, to }, language);
}

const SMALL: TextStyle = { size: 7.8, ink: INK.faint };

/** What happens with the money of a credit note. */
const creditWords = (kind: DocumentKind, language: Language): string[] =>
  kind === 'credit-note'
    ? [WORDS.creditUsed[language]]
    : kind === 'self-billed-credit-note'
      ? [WORDS.ownerCreditUsed[language]]
      : [];

/** What the law wants said, and what found no room above. */
function smallPrint(sheet: Sheet, document: PrintableDocument, isFacturX: boolean): void {
  const { kind, language, payment: instruction, mentions } = document;
  const texts = [
    ...citedAtLength(document),
    ...prepaidAtLength(document),
    // The box above says how to pay.
    ...mentions
      // Under what is given back, the terms of what is to be paid mislead: they stand in the XML alone (BR-FR-05).
      .filter(({ code }) => code === null || !isCredit(kind))
      .map(({ text }) => text)
      .filter((text) => instruction === null || !text.includes(instruction.iban)),
    ...creditWords(kind, language),
  ];
  sheet.y += 12;
  for (const text of texts) {
    sheet.need(heightOf(text, CONTENT_WIDTH, SMALL));
    sheet.y = write(sheet.paper, text, PAGE.margin, sheet.y, CONTENT_WIDTH, SMALL) + 2;
  }
  // A courtesy: no page is turned for it.
  if (isFacturX && sheet.fits(heightOf(WORDS.facturX[language], CONTENT_WIDTH, SMALL)))
    sheet.y = write(sheet.paper, WORDS.facturX[language], PAGE.margin, sheet.y, CONTENT_WIDTH, SMALL) + 2;
}
