import type { EInvoiceTerms } from './terms.js';
import { XmlReader, readXml, type XmlElement } from './xml-tree.js';

const TRADE = 'SupplyChainTradeTransaction';
const AGREED = `${TRADE}/ApplicableHeaderTradeAgreement`;
const SETTLED = `${TRADE}/ApplicableHeaderTradeSettlement`;
const MEANS = `${SETTLED}/SpecifiedTradeSettlementPaymentMeans`;
const SUM = `${SETTLED}/SpecifiedTradeSettlementHeaderMonetarySummation`;
const PERIOD = 'BillingSpecifiedPeriod';
const DATE = 'DateTimeString';

const HEAD = {
  'BT-1': 'ExchangedDocument/ID',
  'BT-2': `ExchangedDocument/IssueDateTime/${DATE}`,
  'BT-3': 'ExchangedDocument/TypeCode',
  'BT-5': `${SETTLED}/InvoiceCurrencyCode`,
  'BT-9': `${SETTLED}/SpecifiedTradePaymentTerms/DueDateDateTime/${DATE}`,
  'BT-10': `${AGREED}/BuyerReference`,
  'BT-12': `${AGREED}/ContractReferencedDocument/IssuerAssignedID`,
  'BT-13': `${AGREED}/BuyerOrderReferencedDocument/IssuerAssignedID`,
  'BT-20': `${SETTLED}/SpecifiedTradePaymentTerms/Description`,
  'BT-23': 'ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID',
  'BT-24': 'ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID',
  'BT-33': `${AGREED}/SellerTradeParty/Description`,
  'BT-72': `${TRADE}/ApplicableHeaderTradeDelivery/ActualDeliverySupplyChainEvent/OccurrenceDateTime/${DATE}`,
  'BT-73': `${SETTLED}/${PERIOD}/StartDateTime/${DATE}`,
  'BT-74': `${SETTLED}/${PERIOD}/EndDateTime/${DATE}`,
  'BT-81': `${MEANS}/TypeCode`,
  'BT-83': `${SETTLED}/PaymentReference`,
  'BT-84': `${MEANS}/PayeePartyCreditorFinancialAccount/IBANID`,
  'BT-85': `${MEANS}/PayeePartyCreditorFinancialAccount/AccountName`,
  'BT-86': `${MEANS}/PayeeSpecifiedCreditorFinancialInstitution/BICID`,
  'BT-106': `${SUM}/LineTotalAmount`,
  'BT-109': `${SUM}/TaxBasisTotalAmount`,
  'BT-110': `${SUM}/TaxTotalAmount`,
  'BT-112': `${SUM}/GrandTotalAmount`,
  'BT-113': `${SUM}/TotalPrepaidAmount`,
  'BT-115': `${SUM}/DuePayableAmount`,
};

const PARTY = {
  name: 'Name',
  siret: 'GlobalID',
  'siret scheme': 'GlobalID@schemeID',
  siren: 'SpecifiedLegalOrganization/ID',
  'siren scheme': 'SpecifiedLegalOrganization/ID@schemeID',
  vat: 'SpecifiedTaxRegistration/ID',
  endpoint: 'URIUniversalCommunication/URIID',
  'endpoint scheme': 'URIUniversalCommunication/URIID@schemeID',
  line1: 'PostalTradeAddress/LineOne',
  line2: 'PostalTradeAddress/LineTwo',
  line3: 'PostalTradeAddress/LineThree',
  city: 'PostalTradeAddress/CityName',
  postcode: 'PostalTradeAddress/PostcodeCode',
  country: 'PostalTradeAddress/CountryID',
};

const LINE = {
  'BT-126': 'AssociatedDocumentLineDocument/LineID',
  'BT-129': 'SpecifiedLineTradeDelivery/BilledQuantity',
  'BT-130': 'SpecifiedLineTradeDelivery/BilledQuantity@unitCode',
  'BT-131': 'SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount',
  'BT-134': `SpecifiedLineTradeSettlement/${PERIOD}/StartDateTime/${DATE}`,
  'BT-135': `SpecifiedLineTradeSettlement/${PERIOD}/EndDateTime/${DATE}`,
  'BT-146': 'SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount',
  'BT-149': 'SpecifiedLineTradeAgreement/NetPriceProductTradePrice/BasisQuantity',
  'BT-150': 'SpecifiedLineTradeAgreement/NetPriceProductTradePrice/BasisQuantity@unitCode',
  'BT-151': 'SpecifiedLineTradeSettlement/ApplicableTradeTax/CategoryCode',
  'BT-152': 'SpecifiedLineTradeSettlement/ApplicableTradeTax/RateApplicablePercent',
  'BT-153': 'SpecifiedTradeProduct/Name',
  'BT-154': 'SpecifiedTradeProduct/Description',
};

const VAT = {
  'BT-116': 'BasisAmount',
  'BT-117': 'CalculatedAmount',
  'BT-118': 'CategoryCode',
  'BT-119': 'RateApplicablePercent',
  'BT-120': 'ExemptionReason',
  'BT-121': 'ExemptionReasonCode',
};

const VAT_POINT: Readonly<Record<string, string>> = { '72': 'on payment', '5': 'on invoicing' };

/** What a CII document says, in business terms. */
export function termsOfCii(xml: string): EInvoiceTerms {
  const reader = new XmlReader(readXml(xml));
  const taxes = reader.all(`${SETTLED}/ApplicableTradeTax`);
  const points = taxes.map((tax) => reader.text('DueDateTypeCode', tax));
  const party = (role: string): Record<string, string> =>
    reader.texts(PARTY, reader.all(`${AGREED}/${role}`)[0]);
  const terms = {
    root: reader.root.name,
    head: dated(reader.texts(HEAD)),
    vatPoint: points[0] === null ? null : VAT_POINT[points[0]!]!,
    notes: reader
      .all('ExchangedDocument/IncludedNote')
      .map((note) => [reader.text('SubjectCode', note), reader.text('Content', note)!] as const),
    preceding: reader
      .all(`${SETTLED}/InvoiceReferencedDocument`)
      .map((one) =>
        dated(reader.texts({ 'BT-25': 'IssuerAssignedID', 'BT-26': `FormattedIssueDateTime/${DATE}` }, one)),
      ),
    seller: party('SellerTradeParty'),
    buyer: party('BuyerTradeParty'),
    vat: taxes.map((tax) => vatOf(reader, tax)),
    lines: reader.all(`${TRADE}/IncludedSupplyChainTradeLineItem`).map((line) => lineOf(reader, line)),
  };
  return { ...terms, unread: reader.unread() };
}

function vatOf(reader: XmlReader, tax: XmlElement): Record<string, string> {
  reader.text('TypeCode', tax);
  return reader.texts(VAT, tax);
}

function lineOf(reader: XmlReader, line: XmlElement): EInvoiceTerms['lines'][number] {
  reader.text('SpecifiedLineTradeSettlement/ApplicableTradeTax/TypeCode', line);
  return {
    ...dated(reader.texts(LINE, line)),
    attributes: reader
      .all('SpecifiedTradeProduct/ApplicableProductCharacteristic', line)
      .map((one) => `${reader.text('Description', one)}: ${reader.text('Value', one)}`),
  };
}

/** Terms whose name is that of a date are written `20260831`. */
const DATES = new Set(['BT-2', 'BT-9', 'BT-26', 'BT-72', 'BT-73', 'BT-74', 'BT-134', 'BT-135']);
const dated = (terms: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(terms).map(([term, text]) => [
      term,
      DATES.has(term) ? text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3') : text,
    ]),
  );
