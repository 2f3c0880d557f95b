import type { Chart } from '#domain/accounting';
import type { PartyRef } from '#domain/rating';
import type {
  ClientRegistered,
  CompanyRegistered,
  DocumentKind,
  DocumentLine,
  OwnerRegistered,
} from '#events';
import { chart, client, company, owner } from '../../../../test/samples/heated-block.js';
import { draftOf, type DocumentDraft } from './draft.js';
import { documentOf } from './issue.js';
import { defaultPrefix, numberAt, partyOfDocument, seriesStream } from './kinds.js';
import { plannedId } from './planned-id.js';
import { vatTotals } from './vat-totals.js';

const line = (changes: Partial<DocumentLine> = {}): DocumentLine => ({
  key: '2026-08|work|lab-1|usage|core@2026-01-01',
  label: 'Calcul',
  quantity: '7200.000',
  unit: 'core-second',
  priceEur: '50',
  priceBase: 3600,
  amountCents: 10_000,
  vatCategory: 'S',
  vatRate: '20',
  from: '2026-08-01',
  to: '2026-08-31',
  adjusts: null,
  ...changes,
});

interface Given {
  readonly kind?: DocumentKind;
  readonly party?: PartyRef;
  readonly lines?: DocumentLine[];
  readonly changes?: Partial<DocumentDraft>;
  readonly clientIs?: Parameters<typeof client>[1];
  readonly companyIs?: Partial<CompanyRegistered['data']>;
}

function issued({
  kind = 'invoice',
  party = { kind: 'client', id: 'lab' },
  lines = [line()],
  ...given
}: Given = {}) {
  const draft = draftOf({
    planned: plannedId('2026-08', kind, party),
    kind,
    series: 'main',
    party,
    period: '2026-08',
    language: 'fr',
    contractReference: null,
    paymentDays: 30,
    vatPoint: 'receipts',
    lines,
    vat: vatTotals(lines),
    cites: [],
    obstacles: [],
    ...given.changes,
  });
  return documentOf(draft, {
    number: 'F-1',
    issueDate: '2026-09-02',
    period: '2026-08',
    cutIndex: 7,
    chart: chart.data as Chart,
    mentions: {
      company: { ...(company.data as CompanyRegistered['data']), ...given.companyIs },
      client: client('lab', given.clientIs).data as ClientRegistered['data'],
      owner: owner('office').data as OwnerRegistered['data'],
      mandate: { mandate: 'm-7', from: '2026-01-01' },
    },
    party: {
      party: party.id,
      identity: { name: 'Rendu Vif', address: '3 quai Nord' },
      country: 'FR',
      siren: '404833048',
      vatNumber: 'FR83404833048',
      siret: null,
      endpoint: null,
      legalMention: null,
    },
  });
}
const mentioned = (given: Given): string =>
  issued(given)
    .mentions.map(({ text }) => text)
    .join('\n');

describe('what the law wants printed', () => {
  test('an invoice that was prepaid whole asks for nothing and is due on no day', () => {
    const part = { number: 'F-1', issueDate: '2026-08-01', grossCents: 12_000, vatCents: 2000 };
    const { dueDate, mentions, prepaid } = issued({ changes: { prepaid: [part] } });
    expect([dueDate, prepaid]).toEqual([null, [part]]);
    const text = mentions.map((one) => one.text).join();
    expect(text).toMatch(/acquittée par acompte/);
    expect(text).not.toMatch(/IBAN/);
    // The law wants the terms of late payment on every invoice for a business, paid or not.
    expect(text).toMatch(/40 €/);
  });

  test('a business reads the late rate, the indemnity, that there is no discount, and where to pay', () => {
    const text = mentioned({});
    for (const part of [/12,15/, /40 €/, /escompte/, /prestations de services/, /IBAN FR76/])
      expect(text).toMatch(part);
  });

  test('a public body reads the rate and the indemnity of public procurement law, in words', () => {
    const text = mentioned({ clientIs: { kind: 'public-body', siret: '40483304800022' } });
    expect(text).toMatch(/BCE majoré de huit points \(art. L2192-13 et R2192-31/);
    expect(text).toMatch(/40 € \(art. D2192-35/);
    expect(text).not.toMatch(/12,15|L441-10|D441-5/);
  });

  test('an individual is not threatened with either', () => {
    const text = mentioned({ clientIs: { kind: 'individual' } });
    expect(text).not.toMatch(/40 €|pénalités/);
  });

  test('VAT on debits is told, VAT on receipts is not', () => {
    expect(mentioned({ companyIs: { vatPoint: 'debits' } })).toMatch(/d’après les débits/);
    expect(mentioned({})).not.toMatch(/débits/);
  });

  test.each([
    ['AE', 'fr', /Autoliquidation/],
    ['AE', 'en', /Reverse charge \(autoliquidation\)/],
    ['O', 'fr', /non applicable/],
  ] as const)('category %s in %s', (vatCategory, language, text) => {
    const lines = [line({ vatCategory, vatRate: '0' })];
    expect(mentioned({ lines, changes: { language, vatPoint: 'none' } })).toMatch(text);
  });

  test('an invoice outside the scope of VAT carries no VAT number of either party', () => {
    const { seller, buyer } = issued({ lines: [line({ vatCategory: 'O', vatRate: '0' })] });
    expect([seller.vatNumber, buyer.vatNumber]).toEqual([null, null]);
    expect(issued().seller.vatNumber).toBe('FR44732829320');
  });

  test('a self-billed invoice says so, for whom and under which mandate; the owner sells', () => {
    const given: Given = { kind: 'self-billed-invoice', party: { kind: 'owner', id: 'office' } };
    expect(mentioned(given)).toMatch(/Autofacturation : .*mandat m-7/);
    expect(issued(given)).toMatchObject({
      typeCode: '389',
      seller: { party: 'office' },
      buyer: { party: null },
    });
  });

  test('a credit note names what it credits', () => {
    const cites = [{ number: 'F-97', issueDate: '2026-08-03' }];
    expect(mentioned({ kind: 'credit-note', changes: { cites } })).toMatch(/facture n° F-97 du 03\/08\/2026/);
  });

  test('a repayment is no invoice; what is taken back from a resident is told, and that nothing is claimed', () => {
    const party: PartyRef = { kind: 'resident', id: 'r1' };
    const outside = { vatCategory: 'O', vatRate: '0' } as const;
    const [quantityThen, quantityNow] = ['120.000', '97.350'];
    const adjusts = { document: 'R-1', period: '2026-07', quantityThen, quantityNow, priceEur: '0.2' };
    const adjusted = (amountCents: number) => line({ ...outside, amountCents, adjusts });
    const given = (...lines: DocumentLine[]): Given => ({ kind: 'repayment-statement', party, lines });
    const lower = given(line(outside), adjusted(-453));
    expect(mentioned(lower)).toMatch(/n’est pas une facture[\s\S]*rien ne vous est réclamé/);
    expect(issued(lower)).toMatchObject({ typeCode: null, grossCents: 9547 });
    // Nothing is taken back where other adjustments give more, or hourly prices were below zero.
    expect(mentioned(given(line(outside), adjusted(-453), adjusted(522)))).not.toMatch(/trop-perçu/);
    expect(mentioned(given(line(outside), line({ ...outside, amountCents: -453 })))).not.toMatch(
      /trop-perçu/,
    );
  });
});

describe('an issued document', () => {
  test('is due so many days after its date, and posts its gross', () => {
    expect(issued()).toMatchObject({
      dueDate: '2026-10-02',
      netCents: 10_000,
      vatCents: 2_000,
      grossCents: 12_000,
    });
    expect(issued().entry).toMatchObject({ journal: 'VE', date: '2026-09-02', piece: 'F-1' });
  });

  test('its entry names the prepayment that it deducts', () => {
    const part = { number: 'F-0', issueDate: '2026-08-01', grossCents: 100, vatCents: 17 };
    const label = (...prepaid: (typeof part)[]) => issued({ changes: { prepaid } }).entry.label;
    expect(label(part)).toBe('Facture F-1 lab août 2026, acompte F-0');
    expect(label(part, part, part)).toBe('Facture F-1 lab août 2026, acompte F-0 et 2 de plus');
  });

  test.each([
    ['what it bills of its month', '2026-08', 'août 2026'],
    ['what a later decision is about', '2026-11', 'août 2026'],
  ])('its entry names %s', (_, period, month) => {
    expect(issued({ changes: { period } }).entry.label).toBe(`Facture F-1 lab ${month}`);
  });

  test.each([
    ['invoice', { kind: 'client', id: 'lab' }],
    ['self-billed-invoice', { kind: 'owner', id: 'office' }],
    ['repayment-statement', { kind: 'owner', id: 'office' }],
    ['repayment-statement', { kind: 'resident', id: 'r1' }],
  ] as const)('%s: its party is found again (%j)', (kind, party) => {
    expect(partyOfDocument(issued({ kind, party }))).toEqual(party);
  });

  test('a draft whose VAT bases are not its lines is a fault', () => {
    expect(() => issued({ changes: { vat: [] } })).toThrow(/VAT bases/);
  });
});

describe('series', () => {
  test.each([
    ['invoice', 'main', 'invoices-main', 'F-'],
    ['credit-note', 'main', 'invoices-main', 'F-'],
    ['self-billed-invoice', 'office-nord', 'statements-office-nord', 'A-OFFICE-NORD-'],
    ['repayment-correction', 'main', 'repayments-main', 'R-'],
  ] as const)('%s %s stands in %s and begins with %s', (kind, series, stream, prefix) => {
    expect([seriesStream(kind, series), defaultPrefix(kind, series)]).toEqual([stream, prefix]);
  });

  test('the number is the first one plus the revision less one, and never longer than 35', () => {
    expect([1, 2, 3].map((revision) => numberAt({ prefix: 'F-', first: 16 }, revision))).toEqual([
      'F-16',
      'F-17',
      'F-18',
    ]);
    const long = defaultPrefix('self-billed-invoice', 'a'.repeat(64));
    expect(long).toMatch(/^[A-Z0-9+_/-]{0,20}$/);
  });

  test('owners whose ids look alike have numbers apart', () => {
    const ids = ['a.b', 'a_b', 'a-b', `${'x'.repeat(40)}1`, `${'x'.repeat(40)}2`];
    const prefixes = ids.map((id) => defaultPrefix('self-billed-invoice', id));
    expect(new Set(prefixes).size).toBe(ids.length);
    for (const prefix of prefixes) expect(prefix).toMatch(/^[A-Z0-9+_/-]{0,20}$/);
  });
});
