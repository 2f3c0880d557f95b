import fc from 'fast-check';
import type { DocumentIssuedData } from '#events';
import { document } from '../../../../test/samples/settled-books.js';
import {
  byRate,
  eReportLines,
  eReportTotals,
  profileOfIssued,
  receiptsOn,
  type DatedStep,
  type EReportLine,
  type ReportedDocument,
} from './index.js';

const S20 = (baseCents: number, vatCents: number) => ({ category: 'S', rate: '20', baseCents, vatCents });
const sold = (number: string, changes: Partial<ReportedDocument> = {}): ReportedDocument => ({
  series: 'main',
  number,
  kind: 'invoice',
  profile: 'B2C',
  issueDate: '2026-10-02',
  vat: [S20(1000, 200)],
  ...changes,
});
const told = ({ flow, day, document: of, count, netCents, vatCents }: EReportLine) =>
  [flow, day, of ?? 'all', count, netCents, vatCents].join(' ');

describe('flow 10', () => {
  test('sales to individuals are told per day and rate, credits less, prepaid and corrected ones not twice', () => {
    const lines = eReportLines(
      [
        sold('F-1'),
        sold('F-2', { vat: [S20(500, 100), { category: 'S', rate: '10', baseCents: 300, vatCents: 30 }] }),
        sold('F-3', { kind: 'credit-note', vat: [S20(100, 20)] }),
        sold('F-4', { kind: 'prepayment-invoice' }),
        sold('F-5', { kind: 'corrected-invoice' }),
        sold('F-6', { issueDate: '2026-10-09' }),
      ],
      [],
    );
    expect(lines.map(told)).toEqual([
      '10.3 2026-10-02 all 1 300 30',
      '10.3 2026-10-02 all 3 1400 280',
      '10.3 2026-10-09 all 1 1000 200',
    ]);
    expect(eReportTotals(lines, ['10.3'])).toEqual({ netCents: 2700, vatCents: 510 });
  });

  test('sales across borders are told one by one; purchases beside them', () => {
    const abroad = { profile: 'B2BINT', vat: [{ category: 'AE', rate: '0', baseCents: 900, vatCents: 0 }] };
    const lines = eReportLines(
      [
        sold('F-1', abroad as Partial<ReportedDocument>),
        sold('A-1', {
          ...(abroad as Partial<ReportedDocument>),
          kind: 'self-billed-invoice',
          series: 'owner',
        }),
      ],
      [],
    );
    expect(lines.map(told)).toEqual([
      '10.1 2026-10-02 main/F-1 1 900 0',
      '10.1 2026-10-02 owner/A-1 1 900 0',
    ]);
    expect(lines.map(({ operation, direction }) => [operation, direction])).toEqual([
      ['TNT1', 'sale'],
      ['TNT1', 'purchase'],
    ]);
    expect(eReportTotals(lines, ['10.1'])).toEqual({ netCents: 900, vatCents: 0 });
  });

  test('receipts are told per day and rate; what a credit note gives back is less', () => {
    const one = sold('F-1');
    const lines = eReportLines(
      [],
      [
        { document: one, on: '2026-10-05', grossCents: 600, vatCents: 100 },
        { document: one, on: '2026-10-05', grossCents: 600, vatCents: 100 },
        { document: one, on: '2026-10-06', grossCents: -120, vatCents: -20 },
      ],
    );
    expect(lines.map(told)).toEqual(['10.4 2026-10-05 all 2 1000 200', '10.4 2026-10-06 all 1 -100 -20']);
  });
});

test('receipts in parts take VAT in proportion, the last what is left', () => {
  const step = (cents: number, on: string): DatedStep => ({ kind: 'money', cents, on });
  const steps: DatedStep[] = [
    step(40_001, '2026-10-01'),
    { kind: 'credit', cents: 12_000, waitingVatCents: 2000, on: '2026-10-02' },
    step(67_999, '2026-10-03'),
  ];
  expect(receiptsOn(document(), steps)).toEqual([
    { on: '2026-10-01', grossCents: 40_001, vatCents: 6667 },
    { on: '2026-10-03', grossCents: 67_999, vatCents: 11_333 },
  ]);
});

test('parts of an amount over rates add up to it, whatever the rates', () => {
  const total = fc.record({
    category: fc.constant('S'),
    rate: fc.constantFrom('20', '10', '5.5'),
    baseCents: fc.integer({ min: -50, max: 100_000 }),
    vatCents: fc.nat(20_000),
  });
  fc.assert(
    fc.property(
      fc.array(total, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.integer({ min: -1e5, max: 1e5 }),
      (totals, grossCents, vatCents) => {
        const parts = byRate({ grossCents, vatCents }, totals);
        const sum = (key: 'grossCents' | 'vatCents') => parts.reduce((all, part) => all + part[key], 0);
        return sum('grossCents') === grossCents && sum('vatCents') === vatCents;
      },
    ),
    { numRuns: 100 },
  );
});

test.each<[string, string, boolean, DocumentIssuedData['kind'], DocumentIssuedData['profile']]>([
  ['a business here', 'FR', false, 'invoice', 'B2B'],
  ['a business in Monaco', 'MC', false, 'invoice', 'B2B'],
  ['a business abroad', 'DE', false, 'credit-note', 'B2BINT'],
  ['a person', 'FR', true, 'invoice', 'B2C'],
  ['an owner abroad', 'BE', false, 'self-billed-invoice', 'B2BINT'],
  ['a repayment', 'FR', true, 'repayment-statement', null],
])('an old document of %s', (_what, country, isPerson, kind, profile) => {
  const party = (home: string, person: boolean) =>
    ({
      country: home,
      identity: person ? { person: { keyId: 'k', sealed: 'AAAA' } } : { name: 'n', address: 'a' },
    }) as DocumentIssuedData['buyer'];
  const other = party(country, isPerson);
  const own = party('FR', false);
  const selfBilled = kind === 'self-billed-invoice';
  expect(
    profileOfIssued({
      kind,
      profile: null,
      buyer: selfBilled ? own : other,
      seller: selfBilled ? other : own,
    }),
  ).toBe(profile);
});
