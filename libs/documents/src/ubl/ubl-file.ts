import { eInvoiceOf, type EInvoice } from '../e-invoice/index.js';
import type { PrintableDocument } from '../model/index.js';
import { NOTHING, element, leaf, xmlFile, type Xml } from '../xml/index.js';
import { ublLine } from './ubl-line.js';
import { eur, taxCategory } from './ubl-parts.js';
import { ublParty } from './ubl-party.js';

const NAMESPACES = {
  cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
};
/** BT-24: the core of EN 16931, nothing less, nothing more. */
const GUIDELINE = 'urn:cen.eu:en16931:2017';
/** UNTDID 2005, of BT-8: on payment, on the date of the invoice. */
const VAT_POINT = { receipts: '432', debits: '3' } as const;

/**
 * The document as UBL 2.1 (ISO/IEC 19845): root `CreditNote` for types 381 and 261, `Invoice` for all others. Same
 * document, same bytes. Fails for what is no e-invoice.
 */
export function ublXml(document: PrintableDocument): string {
  const invoice = eInvoiceOf(document);
  const root = invoice.isCredit ? 'CreditNote' : 'Invoice';
  return xmlFile(
    root,
    { '': `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`, ...NAMESPACES },
    ...header(invoice),
    period(invoice),
    element('cac:OrderReference', leaf('cbc:ID', invoice.purchaseOrder)),
    ...invoice.preceding.map(({ number, issueDate }) =>
      element(
        'cac:BillingReference',
        element('cac:InvoiceDocumentReference', leaf('cbc:ID', number), leaf('cbc:IssueDate', issueDate)),
      ),
    ),
    element('cac:ContractDocumentReference', leaf('cbc:ID', invoice.contract)),
    element('cac:AccountingSupplierParty', ublParty(invoice.seller, invoice.seller.legalMention)),
    // BT-33 is for sellers: a buyer has no such field.
    element('cac:AccountingCustomerParty', ublParty(invoice.buyer, null)),
    element('cac:Delivery', leaf('cbc:ActualDeliveryDate', invoice.period.to)),
    paymentMeans(invoice),
    element('cac:PaymentTerms', leaf('cbc:Note', invoice.terms)),
    vatBreakdown(invoice),
    totals(invoice),
    ...invoice.lines.map((line) => ublLine(line, invoice.isCredit)),
  );
}

/** The schemas of both roots have the same order here, but for the due date, which a credit note lacks. */
function header(invoice: EInvoice): Xml[] {
  const { isCredit, number, issueDate, dueDate, typeCode, process, notes, buyerReference } = invoice;
  return [
    leaf('cbc:CustomizationID', GUIDELINE),
    leaf('cbc:ProfileID', process),
    leaf('cbc:ID', number),
    leaf('cbc:IssueDate', issueDate),
    isCredit ? NOTHING : leaf('cbc:DueDate', dueDate),
    leaf(isCredit ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode', typeCode),
    ...notes.map(({ code, text }) => leaf('cbc:Note', code === null ? text : `#${code}#${text}`)),
    leaf('cbc:DocumentCurrencyCode', 'EUR'),
    leaf('cbc:BuyerReference', buyerReference),
  ];
}

const period = ({ period: { from, to }, vatPoint }: EInvoice): Xml =>
  element(
    'cac:InvoicePeriod',
    leaf('cbc:StartDate', from),
    leaf('cbc:EndDate', to),
    leaf('cbc:DescriptionCode', vatPoint === null ? null : VAT_POINT[vatPoint]),
  );

const paymentMeans = ({ payment, isCredit, dueDate }: EInvoice): Xml =>
  payment === null
    ? NOTHING
    : element(
        'cac:PaymentMeans',
        leaf('cbc:PaymentMeansCode', payment.means),
        isCredit ? leaf('cbc:PaymentDueDate', dueDate) : NOTHING,
        leaf('cbc:PaymentID', payment.remittance),
        element(
          'cac:PayeeFinancialAccount',
          leaf('cbc:ID', payment.iban),
          leaf('cbc:Name', payment.accountName),
          element('cac:FinancialInstitutionBranch', leaf('cbc:ID', payment.bic)),
        ),
      );

const vatBreakdown = ({ vat, totals }: EInvoice): Xml =>
  element(
    'cac:TaxTotal',
    eur('cbc:TaxAmount', totals.vat),
    ...vat.map((one) =>
      element(
        'cac:TaxSubtotal',
        eur('cbc:TaxableAmount', one.base),
        eur('cbc:TaxAmount', one.vat),
        taxCategory('cac:TaxCategory', one),
      ),
    ),
  );

const totals = ({ totals: { net, gross, prepaid, due } }: EInvoice): Xml =>
  element(
    'cac:LegalMonetaryTotal',
    eur('cbc:LineExtensionAmount', net),
    eur('cbc:TaxExclusiveAmount', net),
    eur('cbc:TaxInclusiveAmount', gross),
    eur('cbc:PrepaidAmount', prepaid),
    eur('cbc:PayableAmount', due),
  );
