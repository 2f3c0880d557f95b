import type { Line } from '../e-invoice/index.js';
import { element, leaf, type Xml } from '../xml/index.js';
import { ciiPeriod } from './cii-parts.js';

/** BG-25. */
export const ciiLine = (line: Line): Xml =>
  element(
    'ram:IncludedSupplyChainTradeLineItem',
    element('ram:AssociatedDocumentLineDocument', leaf('ram:LineID', line.id)),
    element(
      'ram:SpecifiedTradeProduct',
      leaf('ram:Name', line.name),
      leaf('ram:Description', line.description),
      ...line.attributes.map(([name, value]) =>
        element(
          'ram:ApplicableProductCharacteristic',
          leaf('ram:Description', name),
          leaf('ram:Value', value),
        ),
      ),
    ),
    element(
      'ram:SpecifiedLineTradeAgreement',
      element(
        'ram:NetPriceProductTradePrice',
        leaf('ram:ChargeAmount', line.price),
        leaf('ram:BasisQuantity', line.priceBase, 'unitCode', line.unit),
      ),
    ),
    element(
      'ram:SpecifiedLineTradeDelivery',
      leaf('ram:BilledQuantity', line.quantity, 'unitCode', line.unit),
    ),
    element(
      'ram:SpecifiedLineTradeSettlement',
      element(
        'ram:ApplicableTradeTax',
        leaf('ram:TypeCode', 'VAT'),
        leaf('ram:CategoryCode', line.category),
        leaf('ram:RateApplicablePercent', line.rate),
      ),
      ciiPeriod(line.period),
      element('ram:SpecifiedTradeSettlementLineMonetarySummation', leaf('ram:LineTotalAmount', line.net)),
    ),
  );
