import { invoice } from '../../../../test/samples/printable.js';
import type { PrintableDocument } from '../model/index.js';
import { documentJson } from './json-file.js';

const json = (changes: Partial<PrintableDocument> = {}): Record<string, unknown> =>
  JSON.parse(Buffer.from(documentJson(invoice(changes))).toString()) as Record<string, unknown>;

describe('the file of a document for programs', () => {
  test('says its shape, and the e-invoice fields of the event', () => {
    expect(json()).toMatchObject({
      format: 'heatledger-document/2',
      typeCode: '380',
      profile: 'B2B',
      process: 'S1',
      index: 4711,
      seller: { siren: '732829320', endpoint: { scheme: '0225', id: '732829320' } },
      payment: { iban: 'FR7630006000011234567890189' },
    });
  });

  test('every amount is a text with its currency; no field counts in cents', () => {
    const prepaid = [{ number: 'F-100', issueDate: '2026-07-02', grossCents: 50_000, vatCents: 8_333 }];
    const resident = {
      places: ['A12, Les Tilleuls'],
      from: '2026-03-01',
      to: '2026-03-31',
      status: 'SHORT' as const,
      reasons: [],
      energyWh: 212_300,
      ownCostCents: 4174,
      creditedCents: 4002,
      shortCents: 172,
    };
    const prepaymentReturned = { number: 'F-99', grossCents: 1_200, vatCents: 200 };
    const file = json({ prepaid, resident, prepaymentReturned });
    expect(file).toMatchObject({
      gross: { amount: '1523.10', currency: 'EUR' },
      prepaid: [{ number: 'F-100', gross: { amount: '500.00', currency: 'EUR' } }],
      prepaymentReturned: { number: 'F-99', gross: { amount: '12.00' }, vat: { amount: '2.00' } },
      due: { amount: '1023.10', currency: 'EUR' },
      resident: { ownCost: { amount: '41.74', currency: 'EUR' }, short: { amount: '1.72', currency: 'EUR' } },
    });
    expect(JSON.stringify(file)).not.toContain('Cents');
  });

  test('what was received before it was issued, and what is left', () => {
    const received = { cents: 150_000, on: '2026-08-20', prepayments: [] };
    expect(json({ received })).toMatchObject({
      received: { amount: { amount: '1500.00', currency: 'EUR' }, on: '2026-08-20' },
      due: { amount: '23.10' },
    });
  });

  test.each([
    ['invoice', '1523.10'],
    ['prepayment-invoice', '0.00'],
  ] as const)('what is due of a %s, as its e-invoice says', (kind, amount) => {
    expect(json({ kind })).toMatchObject({ due: { amount, currency: 'EUR' } });
  });

  test('holds the usage of each day as decimal texts', () => {
    const daily = { unit: 'core-hour' as const, from: '2026-08-01', perDay: ['1.50', '0.00'] };
    expect(json({ daily })).toMatchObject({ daily });
  });
});
