import fc from 'fast-check';
import { deductPrepaid, lessPrepaidIn, prepaymentDraft, vatWithin, type Prepayment } from './prepayments.js';

const prepaid = (number: string, leftGrossCents: number, leftVatCents: number): Prepayment => ({
  client: 'lab',
  number,
  issueDate: '2026-07-20',
  leftGrossCents,
  leftVatCents,
});
const told = (grossCents: number, ...held: Prepayment[]) =>
  deductPrepaid(grossCents, held).parts.map((part) => `${part.number} ${part.grossCents} ${part.vatCents}`);

describe('an amount received before the work', () => {
  test('holds its VAT: 12.50 at 20 % are 10.42 and 2.08', () => {
    const draft = prepaymentDraft({
      receipt: 'b-1',
      on: '2026-07-20',
      client: 'lab',
      contract: 'lab-1',
      reference: null,
      language: 'fr',
      grossCents: 1250,
      vat: { category: 'S', rate: '20' },
      vatPoint: 'receipts',
    });
    expect(draft).toMatchObject({
      planned: '2026-07.prepayment.b-1',
      kind: 'prepayment-invoice',
      netCents: 1042,
      vatCents: 208,
      grossCents: 1250,
    });
  });

  test.each([
    [1250, '20', 208],
    [1, '20', 0],
    [3, '20', 1],
    [1250, '0', 0],
    [1055, '5.5', 55],
  ])('%d cents at %s %% hold %d', (gross, rate, vat) => {
    expect(vatWithin(gross, rate)).toBe(vat);
  });
});

describe('an invoice deducts what was prepaid', () => {
  test('up to what it comes to, oldest first; the last use takes the VAT that is left', () => {
    expect(told(2400, prepaid('F-1', 1250, 208))).toEqual(['F-1 1250 208']);
    expect(told(1000, prepaid('F-1', 1250, 208))).toEqual(['F-1 1000 166']);
    expect(told(250, prepaid('F-1', 250, 42))).toEqual(['F-1 250 42']);
    expect(told(2000, prepaid('F-1', 1250, 208), prepaid('F-2', 1200, 200))).toEqual([
      'F-1 1250 208',
      'F-2 750 125',
    ]);
    expect(told(0, prepaid('F-1', 1250, 208))).toEqual([]);
  });

  test('what waiting documents deduct is not deducted again', () => {
    const parts = [{ number: 'F-1', issueDate: '2026-07-20', grossCents: 1000, vatCents: 166 }];
    expect(lessPrepaidIn([{ prepaid: parts }, {}], [prepaid('F-1', 1250, 208)])).toMatchObject([
      { leftGrossCents: 250, leftVatCents: 42 },
    ]);
  });

  test('never more than it holds, and all of its VAT in the end', () => {
    const cents = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 8 }), (grossCents, invoices) => {
        const vatCents = vatWithin(grossCents, '20');
        let left: readonly Prepayment[] = [prepaid('F-1', grossCents, vatCents)];
        let used = { gross: 0, vat: 0 };
        for (const invoice of [...invoices, grossCents]) {
          const deducted = deductPrepaid(invoice, left);
          left = deducted.left;
          for (const part of deducted.parts) {
            expect(part.vatCents).toBeGreaterThanOrEqual(0);
            used = { gross: used.gross + part.grossCents, vat: used.vat + part.vatCents };
          }
        }
        expect(used).toEqual({ gross: grossCents, vat: vatCents });
      }),
    );
  });
});
