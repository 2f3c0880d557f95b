import { eInvoiceOf, type Address, type EInvoice, type Party } from '../e-invoice/index.js';
import type { PrintableDocument } from '../model/index.js';
import { NOTHING, element, leaf, xmlFile, type Xml } from '../xml/index.js';
import { ciiLine } from './cii-line.js';
import { ciiDate, ciiPeriod } from './cii-parts.js';

const NAMESPACES = {
  rsm: 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  qdt: 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
  ram: 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  udt: 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
};
/** BT-24: the core of EN 16931, nothing less, nothing more. */
const GUIDELINE = 'urn:cen.eu:en16931:2017';
/** UNTDID 2475, of BT-8: on payment, on the date of the invoice. */
const VAT_POINT = { receipts: '72', debits: '5' } as const;

/**
 * The document as UN/CEFACT Cross Industry Invoice (D16B, D22B), what Factur-X holds. Same document, same bytes.
 * Fails for what is no e-invoice.
 */
export function ciiXml(document: PrintableDocument): string {
  const invoice = eInvoiceOf(document);
  return xmlFile(
    'rsm:CrossIndustryInvoice',
    NAMESPACES,
    context(invoice),
    header(invoice),
    element(
      'rsm:SupplyChainTradeTransaction',
      ...invoice.lines.map(ciiLine),
      agreement(invoice),
      element(
        'ram:ApplicableHeaderTradeDelivery',
        element(
          'ram:ActualDeliverySupplyChainEvent',
          element('ram:OccurrenceDateTime', ciiDate(invoice.period.to)),
        ),
      ),
      settlement(invoice),
    ),
  );
}

const context = ({ process }: EInvoice): Xml =>
  element(
    'rsm:ExchangedDocumentContext',
    element('ram:BusinessProcessSpecifiedDocumentContextParameter', leaf('ram:ID', process)),
    element('ram:GuidelineSpecifiedDocumentContextParameter', leaf('ram:ID', GUIDELINE)),
  );

const header = ({ number, typeCode, issueDate, notes }: EInvoice): Xml =>
  element(
    'rsm:ExchangedDocument',
    leaf('ram:ID', number),
    leaf('ram:TypeCode', typeCode),
    element('ram:IssueDateTime', ciiDate(issueDate)),
    ...notes.map(({ code, text }) =>
      element('ram:IncludedNote', leaf('ram:Content', text), leaf('ram:SubjectCode', code)),
    ),
  );

const agreement = ({ buyerReference, seller, buyer, purchaseOrder, contract }: EInvoice): Xml =>
  element(
    'ram:ApplicableHeaderTradeAgreement',
    leaf('ram:BuyerReference', buyerReference),
    party('ram:SellerTradeParty', seller, seller.legalMention),
    // BT-33 is for sellers: a buyer has no such field.
    party('ram:BuyerTradeParty', buyer, null),
    element('ram:BuyerOrderReferencedDocument', leaf('ram:IssuerAssignedID', purchaseOrder)),
    element('ram:ContractReferencedDocument', leaf('ram:IssuerAssignedID', contract)),
  );

const party = (role: string, of: Party, legalMention: string | null): Xml =>
  element(
    role,
    leaf('ram:GlobalID', of.siret, 'schemeID', '0009'),
    leaf('ram:Name', of.name),
    leaf('ram:Description', legalMention),
    element('ram:SpecifiedLegalOrganization', leaf('ram:ID', of.siren, 'schemeID', '0002')),
    address(of.address),
    element(
      'ram:URIUniversalCommunication',
      leaf('ram:URIID', of.endpoint?.id ?? null, 'schemeID', of.endpoint?.scheme),
    ),
    element('ram:SpecifiedTaxRegistration', leaf('ram:ID', of.vatNumber, 'schemeID', 'VA')),
  );

const address = ({ lines: [one, two, three], postcode, city, country }: Address): Xml =>
  element(
    'ram:PostalTradeAddress',
    leaf('ram:PostcodeCode', postcode),
    leaf('ram:LineOne', one),
    leaf('ram:LineTwo', two),
    leaf('ram:LineThree', three),
    leaf('ram:CityName', city),
    leaf('ram:CountryID', country),
  );

const settlement = (invoice: EInvoice): Xml =>
  element(
    'ram:ApplicableHeaderTradeSettlement',
    leaf('ram:PaymentReference', invoice.payment?.remittance ?? null),
    leaf('ram:InvoiceCurrencyCode', 'EUR'),
    paymentMeans(invoice),
    ...vatBreakdown(invoice),
    ciiPeriod(invoice.period),
    element(
      'ram:SpecifiedTradePaymentTerms',
      leaf('ram:Description', invoice.terms),
      invoice.dueDate === null ? NOTHING : element('ram:DueDateDateTime', ciiDate(invoice.dueDate)),
    ),
    totals(invoice),
    ...invoice.preceding.map(({ number, issueDate }) =>
      element(
        'ram:InvoiceReferencedDocument',
        leaf('ram:IssuerAssignedID', number),
        element('ram:FormattedIssueDateTime', ciiDate(issueDate, 'qdt:DateTimeString')),
      ),
    ),
  );

const paymentMeans = ({ payment }: EInvoice): Xml =>
  payment === null
    ? NOTHING
    : element(
        'ram:SpecifiedTradeSettlementPaymentMeans',
        leaf('ram:TypeCode', payment.means),
        element(
          'ram:PayeePartyCreditorFinancialAccount',
          leaf('ram:IBANID', payment.iban),
          leaf('ram:AccountName', payment.accountName),
        ),
        element('ram:PayeeSpecifiedCreditorFinancialInstitution', leaf('ram:BICID', payment.bic)),
      );

const vatBreakdown = ({ vat, vatPoint }: EInvoice): Xml[] =>
  vat.map((one) =>
    element(
      'ram:ApplicableTradeTax',
      leaf('ram:CalculatedAmount', one.vat),
      leaf('ram:TypeCode', 'VAT'),
      leaf('ram:ExemptionReason', one.reason),
      leaf('ram:BasisAmount', one.base),
      leaf('ram:CategoryCode', one.category),
      leaf('ram:ExemptionReasonCode', one.reasonCode),
      leaf('ram:DueDateTypeCode', vatPoint === null ? null : VAT_POINT[vatPoint]),
      leaf('ram:RateApplicablePercent', one.rate),
    ),
  );

const totals = ({ totals: { net, vat, gross, prepaid, due } }: EInvoice): Xml =>
  element(
    'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
    leaf('ram:LineTotalAmount', net),
    leaf('ram:TaxBasisTotalAmount', net),
    leaf('ram:TaxTotalAmount', vat, 'currencyID', 'EUR'),
    leaf('ram:GrandTotalAmount', gross),
    leaf('ram:TotalPrepaidAmount', prepaid),
    leaf('ram:DuePayableAmount', due),
  );
