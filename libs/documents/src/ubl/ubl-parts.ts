import { element, leaf, type Xml } from '../xml/index.js';

export const eur = (name: string, amount: string | null): Xml => leaf(name, amount, 'currencyID', 'EUR');

/** BT-118 to BT-121, BT-151, BT-152. */
export const taxCategory = (
  name: string,
  of: {
    readonly category: string;
    readonly rate: string | null;
    readonly reasonCode?: string | null;
    readonly reason?: string | null;
  },
): Xml =>
  element(
    name,
    leaf('cbc:ID', of.category),
    leaf('cbc:Percent', of.rate),
    leaf('cbc:TaxExemptionReasonCode', of.reasonCode ?? null),
    leaf('cbc:TaxExemptionReason', of.reason ?? null),
    element('cac:TaxScheme', leaf('cbc:ID', 'VAT')),
  );
