import type { Line } from '../e-invoice/index.js';
import { element, leaf, type Xml } from '../xml/index.js';
import { eur, taxCategory } from './ubl-parts.js';

/** BG-25: the line of an invoice, or of a credit note. */
export const ublLine = (line: Line, credited: boolean): Xml =>
  element(
    credited ? 'cac:CreditNoteLine' : 'cac:InvoiceLine',
    leaf('cbc:ID', line.id),
    leaf(credited ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity', line.quantity, 'unitCode', line.unit),
    eur('cbc:LineExtensionAmount', line.net),
    element(
      'cac:InvoicePeriod',
      leaf('cbc:StartDate', line.period.from),
      leaf('cbc:EndDate', line.period.to),
    ),
    element(
      'cac:Item',
      leaf('cbc:Description', line.description),
      leaf('cbc:Name', line.name),
      taxCategory('cac:ClassifiedTaxCategory', line),
      ...line.attributes.map(([name, value]) =>
        element('cac:AdditionalItemProperty', leaf('cbc:Name', name), leaf('cbc:Value', value)),
      ),
    ),
    element(
      'cac:Price',
      eur('cbc:PriceAmount', line.price),
      leaf('cbc:BaseQuantity', line.priceBase, 'unitCode', line.unit),
    ),
  );
