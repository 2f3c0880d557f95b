import { GOLDEN } from '../../../../test/e-invoices/golden.js';
import { termsOfCii } from '../../../../test/e-invoices/terms-of-cii.js';
import { termsOfUbl } from '../../../../test/e-invoices/terms-of-ubl.js';
import { E_INVOICES } from '../../../../test/samples/e-invoices.js';
import { ciiXml } from '../cii/index.js';
import { ublXml } from '../ubl/index.js';

const CREDITS = new Set(['381', '261']);

describe.each(Object.keys(GOLDEN))('a document of kind %s', (name) => {
  const document = E_INVOICES[name]!;
  const expected = { ...GOLDEN[name]!, unread: [] };

  test('says in CII term by term what it must, and nothing else', () => {
    expect(termsOfCii(ciiXml(document))).toEqual({ root: 'CrossIndustryInvoice', ...expected });
  });

  test('says the same in UBL', () => {
    const root = CREDITS.has(document.typeCode!) ? 'CreditNote' : 'Invoice';
    expect(termsOfUbl(ublXml(document))).toEqual({ root, ...expected });
  });
});
