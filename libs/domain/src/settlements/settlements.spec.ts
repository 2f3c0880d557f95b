import { scenario } from '../../../../test/samples/scenario.js';
import {
  books,
  context,
  done,
  paid,
  received,
  settles,
  told,
} from '../../../../test/samples/settled-books.js';
import { settlements } from './index.js';

const { given } = scenario(settlements, context);

describe('money received', () => {
  test('pays an invoice in parts: VAT moves to 44571 in proportion, the last part takes the rest', () => {
    const third = done(received(40_001, settles('F-1', 40_001)));
    expect(told(third.data)).toEqual(['512 40001 0', '44574 6667 0', '411/lab 0 40001', '44571 0 6667']);
    const rest = books(received(79_999, settles('F-1', 79_999)), third);
    expect(rest).toEqual(['512 79999 0', '44574 13333 0', '411/lab 0 79999', '44571 0 13333']);
  });

  test('is kept where nothing is named, and may be allocated later', () => {
    const kept = done(received(50_000));
    expect(told(kept.data)).toEqual(['512 50000 0', '471/lab 0 50000']);
    const later = { ...received(0, settles('F-1', 50_000)), receipt: 'later' };
    expect(books(later, kept)).toEqual([
      '471/lab 50000 0',
      '44574 8333 0',
      '411/lab 0 50000',
      '44571 0 8333',
    ]);
    given(kept)
      .when({ ...later, allocations: [settles('F-1', 50_001)] })
      .thenRefused('ALLOCATIONS_EXCEED_AMOUNT', 'allocations');
  });

  test('may use up a credit note', () => {
    const whole = [done(received(120_000, settles('F-1', 120_000)))];
    const applied = done(
      { type: 'ApplyCreditNote', creditNote: { series: 'main', number: 'F-2' } },
      ...whole,
    );
    const repaid = paid('client', 'lab', 12_000, settles('F-2', 12_000));
    expect(books(repaid, ...whole, applied)).toEqual(['411/lab 12000 0', '512 0 12000']);
  });

  test('prepaid for a contract stands on 4191, and its VAT is due on the day it came', () => {
    const prepayment = { contract: 'lab-1', vatRate: '20' };
    const prepaid = done({ ...received(1250), prepayment });
    expect(told(prepaid.data)).toEqual(['512 1250 0', '4191/lab 0 1042', '44571 0 208']);
    expect(prepaid.data.entry.date).toBe('2026-09-28');
    const untaxed = { ...received(1250), prepayment: { contract: 'lab-1', vatRate: '0' } };
    expect(books(untaxed)).toEqual(['512 1250 0', '4191/lab 0 1250']);
    given()
      .when({ ...received(1250, settles('F-1', 1)), prepayment })
      .thenRefused('PREPAYMENT_ALLOCATED');
    given()
      .when({ ...received(1250), prepayment: { contract: 'none', vatRate: '20' } })
      .thenRefused('CONTRACT_UNKNOWN');
    given()
      .when({ ...received(1250), client: 'other', prepayment })
      .thenRefused('CONTRACT_OF_ANOTHER');
    const abroad = {
      ...received(1250),
      client: 'abroad',
      prepayment: { contract: 'abroad-1', vatRate: '0' },
    };
    // Its invoice could not be issued: the money is recorded once it can.
    given().when(abroad).thenRefused('ENDPOINT_MISSING', 'prepayment');
  });

  test('is recorded once under its id', () => {
    const first = done(received(40_000, settles('F-1', 40_000)));
    given(first)
      .when(received(40_000, settles('F-1', 40_000)))
      .thenNothing();
    given(first)
      .when({ ...received(40_000, settles('F-1', 40_000)), reference: 'another' })
      .thenRefused('RECEIPT_ID_TAKEN', 'receipt');
  });

  test.each([
    ['a document nobody issued', received(1, settles('F-7', 1)), 'DOCUMENT_UNKNOWN', 'allocations/0'],
    ['the document of another', received(1, settles('F-9', 1)), 'DOCUMENT_OF_ANOTHER', 'allocations/0'],
    [
      'more than is open',
      received(120_001, settles('F-1', 120_001)),
      'ALLOCATION_EXCEEDS_OPEN',
      'allocations/0',
    ],
    ['more than came', received(5, settles('F-1', 6)), 'ALLOCATIONS_EXCEED_AMOUNT', 'allocations'],
    ['nothing', received(0), 'AMOUNT_NOT_POSITIVE', 'amountCents'],
    ['nothing of a document', received(5, settles('F-1', 0)), 'AMOUNT_NOT_POSITIVE', 'allocations/0'],
    ['more than any sum of money', received(100_000_000_001), 'AMOUNT_ABSURD', 'amountCents'],
    [
      'a prepayment of more than any sum of money',
      { ...received(2 ** 53 - 1), prepayment: { contract: 'lab-1', vatRate: '20' } },
      'AMOUNT_ABSURD',
      'amountCents',
    ],
    [
      'more than any sum of money for a document',
      received(5, settles('F-1', 100_000_000_001)),
      'AMOUNT_ABSURD',
      'allocations/0',
    ],
    [
      'a document twice',
      received(5, settles('F-1', 1), settles('F-1', 2)),
      'ALLOCATION_TWICE',
      'allocations/1',
    ],
    ['a day to come', { ...received(5), on: '2026-10-01' }, 'DATE_IN_FUTURE', 'on'],
    ['a day of a locked year', { ...received(5), on: '2025-12-31' }, 'YEAR_LOCKED', 'on'],
    ['a day long before', { ...received(5), on: '2019-03-01' }, 'YEAR_LOCKED', 'on'],
    [
      'a day before its invoice',
      { ...received(5, settles('F-1', 5)), on: '2026-09-01' },
      'DATE_BEFORE_DOCUMENT',
      'on',
    ],
    ['no day', { ...received(5), on: '2026-02-30' }, 'DATE_INVALID', 'on'],
    ['a client nobody knows', { ...received(5), client: 'nobody' }, 'CLIENT_UNKNOWN', 'client'],
    [
      'an id too long for a piece',
      { ...received(5), receipt: 'r'.repeat(41) },
      'RECEIPT_ID_TOO_LONG',
      'receipt',
    ],
  ] as const)('is refused for %s', (_, command, code, field) => {
    given().when(command).thenRefused(code, field);
  });
});

describe('money paid', () => {
  test('pays statements of owners and residents', () => {
    expect(books(paid('owner', 'habitat', 24_000, settles('R-1', 24_000)))).toEqual([
      '401/habitat 24000 0',
      '512 0 24000',
    ]);
    expect(books(paid('resident', 'r1', 2001, settles('R-2', 2001)))).toEqual([
      '467/r1 2001 0',
      '512 0 2001',
    ]);
  });

  test('never puts a resident into debit', () => {
    given()
      .when(paid('resident', 'r1', 2002, settles('R-2', 2001)))
      .thenRefused('RESIDENT_PAID_TOO_MUCH', 'amountCents');
    given()
      .when(paid('resident', 'r1', 2002, settles('R-2', 2002)))
      .thenRefused('ALLOCATION_EXCEEDS_OPEN');
  });

  test('never gives a client more than credit notes and what is kept for it: a prepayment stays', () => {
    const prepaid = done({ ...received(1250), prepayment: { contract: 'lab-1', vatRate: '20' } });
    given(prepaid)
      .when(paid('client', 'lab', 1250))
      .thenRefused('NOTHING_TO_PAY_BACK', 'amountCents');
    const kept = done({ ...received(300), receipt: 'kept' });
    expect(books(paid('client', 'lab', 300), prepaid, kept)).toEqual(['471/lab 300 0', '512 0 300']);
    given(prepaid, kept)
      .when(paid('client', 'lab', 301))
      .thenRefused('NOTHING_TO_PAY_BACK', 'amountCents');
    const credited = paid('client', 'lab', 12_301, settles('F-2', 12_000));
    given(prepaid, kept).when(credited).thenRefused('NOTHING_TO_PAY_BACK', 'amountCents');
    expect(books({ ...credited, amountCents: 12_300 }, prepaid, kept)).toEqual([
      '411/lab 12000 0',
      '471/lab 300 0',
      '512 0 12300',
    ]);
  });

  test('is refused beyond any sum of money', () => {
    const most = done(paid('owner', 'habitat', 100_000_000_000));
    expect(told(most.data)).toEqual(['471/habitat 100000000000 0', '512 0 100000000000']);
    given()
      .when(paid('owner', 'habitat', 100_000_000_001))
      .thenRefused('AMOUNT_ABSURD', 'amountCents');
  });

  test('lies on or after the day of its documents', () => {
    const early = { ...paid('owner', 'habitat', 1, settles('R-1', 1)), on: '2026-09-01' };
    given().when(early).thenRefused('DATE_BEFORE_DOCUMENT', 'on');
  });

  test('an owner paid too much: the rest waits, and the next statement takes it', () => {
    const over = done(paid('owner', 'habitat', 10_000, settles('R-1', 4000)));
    expect(told(over.data)).toEqual(['401/habitat 4000 0', '471/habitat 6000 0', '512 0 10000']);
    const next = { ...paid('owner', 'habitat', 14_000, settles('R-1', 20_000)), payment: 'p-2' };
    expect(books(next, over)).toEqual(['401/habitat 20000 0', '512 0 14000', '471/habitat 0 6000']);
  });
});

test('a day begins at midnight in the zone of the company', () => {
  const tomorrow = { ...received(5), on: '2026-10-01' };
  given()
    .when(tomorrow, { nowMs: Date.UTC(2026, 8, 30, 21, 59) })
    .thenRefused('DATE_IN_FUTURE', 'on');
  const decision = settlements.decide(tomorrow, null, { ...context, nowMs: Date.UTC(2026, 8, 30, 22) });
  expect(decision).toMatchObject({ accepted: [{ type: 'MoneyReceived' }] });
});
