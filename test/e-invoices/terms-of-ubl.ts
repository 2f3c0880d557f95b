import type { EInvoiceTerms } from './terms.js';
import { XmlReader, readXml, type XmlElement } from './xml-tree.js';

const HEAD = {
  'BT-1': 'ID',
  'BT-2': 'IssueDate',
  'BT-5': 'DocumentCurrencyCode',
  'BT-10': 'BuyerReference',
  'BT-12': 'ContractDocumentReference/ID',
  'BT-13': 'OrderReference/ID',
  'BT-20': 'PaymentTerms/Note',
  'BT-23': 'ProfileID',
  'BT-24': 'CustomizationID',
  'BT-33': 'AccountingSupplierParty/Party/PartyLegalEntity/CompanyLegalForm',
  'BT-72': 'Delivery/ActualDeliveryDate',
  'BT-73': 'InvoicePeriod/StartDate',
  'BT-74': 'InvoicePeriod/EndDate',
  'BT-81': 'PaymentMeans/PaymentMeansCode',
  'BT-83': 'PaymentMeans/PaymentID',
  'BT-84': 'PaymentMeans/PayeeFinancialAccount/ID',
  'BT-85': 'PaymentMeans/PayeeFinancialAccount/Name',
  'BT-86': 'PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID',
  'BT-106': 'LegalMonetaryTotal/LineExtensionAmount',
  'BT-109': 'LegalMonetaryTotal/TaxExclusiveAmount',
  'BT-110': 'TaxTotal/TaxAmount',
  'BT-112': 'LegalMonetaryTotal/TaxInclusiveAmount',
  'BT-113': 'LegalMonetaryTotal/PrepaidAmount',
  'BT-115': 'LegalMonetaryTotal/PayableAmount',
};

const OF_INVOICES = { 'BT-3': 'InvoiceTypeCode', 'BT-9': 'DueDate' };
const OF_CREDIT_NOTES = { 'BT-3': 'CreditNoteTypeCode', 'BT-9': 'PaymentMeans/PaymentDueDate' };

const PARTY = {
  name: 'PartyLegalEntity/RegistrationName',
  siret: 'PartyIdentification/ID',
  'siret scheme': 'PartyIdentification/ID@schemeID',
  siren: 'PartyLegalEntity/CompanyID',
  'siren scheme': 'PartyLegalEntity/CompanyID@schemeID',
  vat: 'PartyTaxScheme/CompanyID',
  endpoint: 'EndpointID',
  'endpoint scheme': 'EndpointID@schemeID',
  line1: 'PostalAddress/StreetName',
  line2: 'PostalAddress/AdditionalStreetName',
  line3: 'PostalAddress/AddressLine/Line',
  city: 'PostalAddress/CityName',
  postcode: 'PostalAddress/PostalZone',
  country: 'PostalAddress/Country/IdentificationCode',
};

const lineTerms = (quantity: string): Record<string, string> => ({
  'BT-126': 'ID',
  'BT-129': quantity,
  'BT-130': `${quantity}@unitCode`,
  'BT-131': 'LineExtensionAmount',
  'BT-134': 'InvoicePeriod/StartDate',
  'BT-135': 'InvoicePeriod/EndDate',
  'BT-146': 'Price/PriceAmount',
  'BT-149': 'Price/BaseQuantity',
  'BT-150': 'Price/BaseQuantity@unitCode',
  'BT-151': 'Item/ClassifiedTaxCategory/ID',
  'BT-152': 'Item/ClassifiedTaxCategory/Percent',
  'BT-153': 'Item/Name',
  'BT-154': 'Item/Description',
});

const VAT = {
  'BT-116': 'TaxableAmount',
  'BT-117': 'TaxAmount',
  'BT-118': 'TaxCategory/ID',
  'BT-119': 'TaxCategory/Percent',
  'BT-120': 'TaxCategory/TaxExemptionReason',
  'BT-121': 'TaxCategory/TaxExemptionReasonCode',
};

const VAT_POINT: Readonly<Record<string, string>> = { '432': 'on payment', '3': 'on invoicing' };

/** What a UBL document says, in business terms. */
export function termsOfUbl(xml: string): EInvoiceTerms {
  const reader = new XmlReader(readXml(xml));
  const root = reader.root.name;
  const credit = root === 'CreditNote';
  const point = reader.text('InvoicePeriod/DescriptionCode');
  const terms = {
    root,
    head: reader.texts({ ...HEAD, ...(credit ? OF_CREDIT_NOTES : OF_INVOICES) }),
    vatPoint: point === null ? null : VAT_POINT[point]!,
    notes: reader.all('Note').map((note) => noteOf(reader, note)),
    preceding: reader
      .all('BillingReference/InvoiceDocumentReference')
      .map((one) => reader.texts({ 'BT-25': 'ID', 'BT-26': 'IssueDate' }, one)),
    seller: partyOf(reader, 'AccountingSupplierParty'),
    buyer: partyOf(reader, 'AccountingCustomerParty'),
    vat: reader.all('TaxTotal/TaxSubtotal').map((one) => vatOf(reader, one)),
    lines: reader
      .all(credit ? 'CreditNoteLine' : 'InvoiceLine')
      .map((line) => lineOf(reader, line, credit ? 'CreditedQuantity' : 'InvoicedQuantity')),
  };
  return { ...terms, unread: reader.unread() };
}

/** `#PMT#text`, or text alone. */
function noteOf(reader: XmlReader, note: XmlElement): readonly [string | null, string] {
  // Read as the one element of a parent of its own: a path names the only one.
  const parent: XmlElement = { name: '', attributes: {}, children: [note], text: '' };
  const text = reader.text(note.name, parent)!;
  const coded = /^#([A-Z]{3})#([^]*)$/.exec(text);
  return coded === null ? [null, text] : [coded[1]!, coded[2]!];
}

function partyOf(reader: XmlReader, role: string): Record<string, string> {
  const [party] = reader.all(`${role}/Party`);
  reader.text('PartyTaxScheme/TaxScheme/ID', party);
  return reader.texts(PARTY, party);
}

function vatOf(reader: XmlReader, subtotal: XmlElement): Record<string, string> {
  reader.text('TaxCategory/TaxScheme/ID', subtotal);
  return reader.texts(VAT, subtotal);
}

function lineOf(reader: XmlReader, line: XmlElement, quantity: string): EInvoiceTerms['lines'][number] {
  reader.text('Item/ClassifiedTaxCategory/TaxScheme/ID', line);
  return {
    ...reader.texts(lineTerms(quantity), line),
    attributes: reader
      .all('Item/AdditionalItemProperty', line)
      .map((one) => `${reader.text('Name', one)}: ${reader.text('Value', one)}`),
  };
}
