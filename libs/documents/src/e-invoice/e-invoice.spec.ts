import fc from 'fast-check';
import { eurText } from '#domain/quantity';
import type { DocumentLine } from '#events';
import { termsOfCii } from '../../../../test/e-invoices/terms-of-cii.js';
import { termsOfUbl } from '../../../../test/e-invoices/terms-of-ubl.js';
import { E_INVOICES } from '../../../../test/samples/e-invoices.js';
import { invoice, line } from '../../../../test/samples/printable.js';
import { ciiXml } from '../cii/index.js';
import type { PrintableDocument } from '../model/index.js';
import { ublXml } from '../ubl/index.js';

const SYNTAXES = [
  ['CII', ciiXml, termsOfCii],
  ['UBL', ublXml, termsOfUbl],
] as const;

describe.each(SYNTAXES)('%s', (_name, draw, read) => {
  test.each([
    ['a repayment', { profile: null }],
    ['a document of before', { typeCode: null }],
  ])('is not drawn of %s', (_what, changes: Partial<PrintableDocument>) => {
    expect(() => draw(invoice(changes))).toThrow('F-128 is no e-invoice');
  });

  test.each<[string, Partial<PrintableDocument>]>([
    ['lines', { lines: invoice().lines.slice(1) }],
    ['VAT', { vatCents: 25386, grossCents: 152311 }],
    ['the gross total', { grossCents: 152311 }],
  ])('is not drawn where %s disagree with the rest', (_what, changes) => {
    expect(() => draw(invoice(changes))).toThrow('lines, VAT and totals of F-128 disagree');
  });

  test('is not drawn without a line', () => {
    expect(() => draw(invoice({ lines: [], vat: [], netCents: 0, vatCents: 0, grossCents: 0 }))).toThrow(
      'F-128 has no line',
    );
  });

  test('keeps names of 300 characters, quotes, ampersands, emoji', () => {
    const document = E_INVOICES['380 hard name']!;
    const { buyer, lines } = read(draw(document));
    expect(buyer).toMatchObject({
      name: document.buyer.name,
      line1: '12 bis',
      line2: "rue de l'Été & Fils <cour>",
    });
    expect(document.buyer.name.length).toBe(300);
    const [{ 'BT-153': name, 'BT-154': description }] = lines as [Record<string, string>];
    expect(description).toBe(document.lines[0]!.label);
    expect(name).toMatch(/^Calcul & <rendu> "été" 😀 .*…$/u);
    expect(name!.length).toBeLessThanOrEqual(120);
  });

  test('says forty lines in their order', () => {
    const document = E_INVOICES['380 forty lines']!;
    const { lines } = read(draw(document));
    expect(lines.map((one) => one['BT-153'])).toEqual(document.lines.map(({ label }) => label));
    expect(lines.map((one) => one['BT-126'])).toEqual(document.lines.map((_line, i) => String(i + 1)));
  });

  test('says the figures of any document, the same bytes each time', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const xml = draw(document);
        expect(draw(structuredClone(document))).toBe(xml);
        const { head, lines, vat, unread } = read(xml);
        expect(unread).toEqual([]);
        const paid = (document.prepaid ?? []).reduce((sum, one) => sum + one.grossCents, 0);
        expect([head['BT-106'], head['BT-110'], head['BT-112'], head['BT-115']]).toEqual(
          [document.netCents, document.vatCents, document.grossCents, document.grossCents - paid].map(
            eurText,
          ),
        );
        expect(lines.map((one) => one['BT-131'])).toEqual(
          document.lines.map(({ amountCents }) => eurText(amountCents)),
        );
        expect(vat.map((one) => one['BT-116'])).toEqual(
          document.vat.map(({ baseCents }) => eurText(baseCents)),
        );
      }),
      { numRuns: 30 },
    );
  });
});

const label = fc
  .string({ unit: fc.constantFrom('a', 'é', ' ', '&', '<', '"', '😀', '\u202f', '1'), maxLength: 299 })
  .map((text) => `n${text}`);
const anyLine = fc
  .record({
    label,
    amountCents: fc.integer({ min: -1e9, max: 1e9 }),
    vatRate: fc.constantFrom('20', '5.5', '8.5'),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ label: text, amountCents, vatRate, day }): DocumentLine =>
    line(text, amountCents, {
      quantity: '1',
      unit: 'one',
      priceEur: eurText(amountCents),
      priceBase: 1,
      vatRate,
      from: `2026-08-${String(day).padStart(2, '0')}`,
    }),
  );
const anyDocument = fc
  .record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 12 }),
    prepaidCents: fc.nat(1e6),
    name: label,
    typeCode: fc.constantFrom<['invoice' | 'credit-note', string]>(
      ['invoice', '380'],
      ['credit-note', '381'],
    ),
  })
  .map(({ lines, prepaidCents, name, typeCode: [kind, typeCode] }): PrintableDocument => {
    const vat = [...new Set(lines.map(({ vatRate }) => vatRate))].map((rate) => {
      const baseCents = lines.reduce((sum, one) => sum + (one.vatRate === rate ? one.amountCents : 0), 0);
      return { category: 'S', rate, baseCents, vatCents: Math.round((baseCents * Number(rate)) / 100) };
    });
    const netCents = vat.reduce((sum, one) => sum + one.baseCents, 0);
    const vatCents = vat.reduce((sum, one) => sum + one.vatCents, 0);
    const prepaid =
      prepaidCents === 0
        ? {}
        : { prepaid: [{ number: 'F-1', issueDate: '2026-07-01', grossCents: prepaidCents, vatCents: 0 }] };
    const buyer = { ...invoice().buyer, name };
    return invoice({
      kind,
      typeCode,
      lines,
      vat,
      netCents,
      vatCents,
      grossCents: netCents + vatCents,
      buyer,
      ...prepaid,
    });
  });
