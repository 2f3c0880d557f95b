import { guardDocument, type HeldAtRate } from '#domain/documents';
import type { DocumentIssuedData, DocumentLine } from '#events';
import {
  AE,
  CREDIT,
  HELD,
  MINISTRY,
  PREPAID,
  PREPAYMENT,
  SELF_BILLED,
  SWISS,
  guarded,
  guardedLine,
  untaxed,
  type Guarded,
} from '../../../../../test/samples/guarded.js';

type Changes = (document: DocumentIssuedData) => Partial<DocumentIssuedData>;
const codes = (document: DocumentIssuedData, held?: readonly HeldAtRate[]): string[] =>
  guardDocument(document, held === undefined ? {} : { held }).map(({ code }) => code);

const line =
  (changes: Partial<DocumentLine>): Changes =>
  ({ lines: [first] }) => ({
    lines: [{ ...first!, ...changes }],
  });
const seller =
  (changes: Partial<DocumentIssuedData['seller']>): Changes =>
  (document) => ({
    seller: { ...document.seller, ...changes },
  });
const buyer =
  (changes: Partial<DocumentIssuedData['buyer']>): Changes =>
  (document) => ({
    buyer: { ...document.buyer, ...changes },
  });
const vat =
  (changes: Partial<DocumentIssuedData['vat'][number]>): Changes =>
  ({ vat: [total] }) => ({
    vat: [{ ...total!, ...changes }],
  });
const without =
  (code: string): Changes =>
  ({ mentions }) => ({
    mentions: mentions.filter((mention) => mention.code !== code),
  });
const saying =
  (code: 'PMT' | 'PMD' | 'AAB'): Changes =>
  ({ mentions }) => ({
    mentions: [...mentions, { code, text: 'Encore.' }],
  });
const entry =
  (changes: Partial<DocumentIssuedData['entry']>): Changes =>
  (document) => ({
    entry: { ...document.entry, ...changes },
  });
const posting =
  (by: number, at = 0): Changes =>
  ({ entry: { postings, ...rest } }) => ({
    entry: {
      ...rest,
      postings: postings.map((one, i) => (i === at ? { ...one, debitCents: one.debitCents + by } : one)),
    },
  });

describe('one change, one fault', () => {
  test.each<[code: string, what: string, change: Changes, given?: Guarded]>([
    ['LINE_AMOUNT_WRONG', 'a cent on a line', line({ amountCents: 10_001 })],
    ['VAT_BASE_WRONG', 'a cent on a base', vat({ baseCents: 10_001 })],
    ['VAT_AMOUNT_WRONG', 'a cent of VAT', vat({ vatCents: 2001 })],
    ['VAT_AMOUNT_WRONG', 'a cent of VAT more than a credit takes', vat({ vatCents: 2001 }), CREDIT],
    ['VAT_AMOUNT_WRONG', 'a cent of VAT of a prepayment', vat({ vatCents: 1667 }), PREPAYMENT],
    [
      'VAT_ROWS_WRONG',
      'a rate that no line has',
      ({ vat: [total] }) => ({ vat: [total!, { ...total!, rate: '10' }] }),
    ],
    ['NET_TOTAL_WRONG', 'a cent of net', () => ({ netCents: 10_001 })],
    ['VAT_TOTAL_WRONG', 'a cent of all VAT', () => ({ vatCents: 1999 })],
    ['GROSS_TOTAL_WRONG', 'a cent of gross', () => ({ grossCents: 11_999 })],
    [
      'PREPAID_EXCEEDS',
      'more deducted than there is',
      () => ({ prepaid: [{ number: 'F-1', issueDate: '2026-08-02', grossCents: 12_001, vatCents: 0 }] }),
      PREPAID,
    ],
    ['ENTRY_UNBALANCED', 'a cent on one side', posting(1)],
    ['ENTRY_AMOUNT_WRONG', 'nothing posted', entry({ postings: [] })],
    ['ENTRY_OF_ANOTHER', 'another piece', entry({ piece: 'F-3' })],
    [
      'LINES_MISSING',
      'no lines',
      () => ({ lines: [], vat: [], netCents: 0, vatCents: 0, grossCents: 1, prepaid: undefined! }),
    ],
    ['QUANTITY_DECIMALS', 'five decimals of quantity', line({ quantity: '7200.00001' })],
    ['PRICE_DECIMALS', 'seven decimals of price', line({ priceEur: '50.0000001' })],
    ['PRICE_NEGATIVE', 'a price below zero', line({ priceEur: '-50', quantity: '-7200.000' })],
    ['SUPPLY_DATES_INVALID', 'days the wrong way round', line({ from: '2026-09-01' })],
    ['SUPPLY_DATES_INVALID', 'no last day', line({ to: '' })],
    [
      'NUMBER_INVALID',
      'a number of 36 characters',
      ({ entry: was }) => ({ number: 'F'.repeat(36), entry: { ...was, piece: 'F'.repeat(36) } }),
    ],
    [
      'NUMBER_INVALID',
      'a number with a dot',
      ({ entry: was }) => ({ number: 'F.2', entry: { ...was, piece: 'F.2' } }),
    ],
    ['TYPE_CODE_WRONG', 'the type of a credit note', () => ({ typeCode: '381' })],
    ['PROCESS_WRONG', 'goods', () => ({ process: 'B1' })],
    ['PROCESS_WRONG', 'no prepayment named', () => ({ process: 'S1' }), PREPAID],
    ['CITED_DOCUMENT_MISSING', 'nothing cited', () => ({ cites: [] }), CREDIT],
    [
      'CITED_DOCUMENT_MISSING',
      'two cited',
      ({ cites: [one] }) => ({ cites: [one!, one!] }),
      { kind: 'corrected-invoice' },
    ],
    [
      'CITED_DOCUMENT_INVALID',
      'a later one',
      () => ({ cites: [{ number: 'F-3', issueDate: '2026-09-03' }] }),
      CREDIT,
    ],
    ['DUE_DATE_MISSING', 'no due date', () => ({ dueDate: null })],
    ['DUE_DATE_BEFORE_ISSUE', 'due before', () => ({ dueDate: '2026-09-01' })],
    [
      'IBAN_INVALID',
      'a wrong IBAN',
      ({ payment }) => ({ payment: { ...payment!, iban: 'FR7630006000011234567890188' } }),
    ],
    ['BIC_INVALID', 'a wrong BIC', ({ payment }) => ({ payment: { ...payment!, bic: 'AGRIF' } })],
    ['SIREN_MISSING', 'a domestic business without SIREN', buyer({ siren: null, endpoint: null })],
    [
      'SIREN_INVALID',
      'a wrong check digit',
      buyer({ siren: '404833049', vatNumber: null, endpoint: { scheme: '0225', id: '404833049' } }),
    ],
    ['SIRET_INVALID', 'a wrong SIRET', seller({ siret: '73282932000075' })],
    ['SIRET_OF_ANOTHER', "another's SIRET", seller({ siret: '40483304800022' })],
    ['SIRET_MISSING', 'a public body without SIRET', buyer({ siret: null }), MINISTRY],
    ['VAT_NUMBER_INVALID', 'a wrong VAT number', seller({ vatNumber: 'FR45732829320' })],
    ['VAT_NUMBER_OF_ANOTHER', "another's VAT number", buyer({ vatNumber: 'FR44732829320' })],
    ['VAT_NUMBER_MISSING', 'a seller without one', seller({ vatNumber: null })],
    ['VAT_NUMBER_MISSING', 'reverse charge to nobody', buyer({ vatNumber: null }), AE],
    ['VAT_NUMBER_UNASKED', 'a number outside the scope', seller({ vatNumber: 'FR44732829320' }), SWISS],
    ['ENDPOINT_MISSING', 'no address of the buyer', buyer({ endpoint: null })],
    ['ENDPOINT_MISSING', 'no address of the seller', seller({ endpoint: null }), SELF_BILLED],
    ['ENDPOINT_MISSING', 'no address abroad', buyer({ endpoint: null }), SWISS],
    [
      'ENDPOINT_NOT_FRENCH',
      'an e-mail address in France',
      buyer({ endpoint: { scheme: 'EM', id: 'a@b.fr' } }),
    ],
    ['ENDPOINT_OF_ANOTHER', "another's address", buyer({ endpoint: { scheme: '0225', id: '732829320' } })],
    ['ENDPOINT_INVALID', 'an unknown scheme', buyer({ endpoint: { scheme: '9999', id: 'x' } }), AE],
    ['COUNTRY_INVALID', 'a small country', buyer({ country: 'ch' }), SWISS],
    [
      'VAT_RATE_UNKNOWN',
      'a rate of before 2014',
      ({ vat: [total], lines: [first], entry: was }) => ({
        vat: [{ ...total!, rate: '19.6', vatCents: 1960 }],
        lines: [{ ...first!, vatRate: '19.6' }],
        vatCents: 1960,
        grossCents: 11_960,
        entry: {
          ...was,
          postings: [
            { account: '411', party: 'lab', debitCents: 11_960, creditCents: 0 },
            { account: '706', party: null, debitCents: 0, creditCents: 11_960 },
          ],
        },
      }),
    ],
    ['VAT_REASON_MISSING', 'no reason for reverse charge', () => ({ exemptions: [] }), AE],
    [
      'VAT_REASON_UNASKED',
      'a reason beside VAT',
      () => ({ exemptions: [{ category: 'S', code: null, text: 'x' }] }),
    ],
    ['MENTION_MISSING', 'no indemnity', without('PMT')],
    ['MENTION_MISSING', 'no late rate', without('PMD'), CREDIT],
    ['MENTION_MISSING', 'no word of discounts', without('AAB'), PREPAYMENT],
    ['MENTION_MISSING', 'the indemnity twice', saying('PMT'), SELF_BILLED],
    [
      'MENTION_MISSING',
      'no "Autoliquidation"',
      ({ mentions }) => ({ mentions: mentions.filter(({ text }) => !/autoliquidation/i.test(text)) }),
      AE,
    ],
    [
      'MENTION_MISSING',
      'no "Autofacturation"',
      ({ mentions }) => ({ mentions: mentions.filter(({ text }) => !/autofacturation/i.test(text)) }),
      SELF_BILLED,
    ],
    [
      'MENTION_UNASKED',
      'an individual threatened',
      saying('PMT'),
      { clientIs: { kind: 'individual', siren: null, vatNumber: null } },
    ],
    [
      'MENTION_UNASKED',
      'terms of invoices on a repayment',
      saying('AAB'),
      { kind: 'repayment-statement', lines: untaxed('O') },
    ],
    [
      'MENTION_TOO_LONG',
      'a sentence that was cut',
      ({ mentions }) => ({ mentions: [...mentions, { code: null, text: 'x'.repeat(500) }] }),
    ],
    ['TEXT_INVALID', 'a control character', line({ label: 'Calcul\u0007' })],
    ['TEXT_INVALID', 'half an emoji', buyer({ identity: { name: '\ud83d', address: 'Paris' } })],
    [
      'TEXT_INVALID',
      'a name of 301 characters',
      seller({ identity: { name: 'é'.repeat(301), address: 'Paris' } }),
    ],
    ['TEXT_INVALID', 'no address', buyer({ identity: { name: 'Lab', address: '' } })],
    ['TEXT_INVALID', 'a name of spaces', buyer({ identity: { name: '   ', address: 'Paris' } })],
  ])('%s: %s', (code, what, change, given = {}) => {
    const good = guarded(given);
    const changed = { ...good, ...change(good) };
    const found = codes(changed, given.held);
    // What has no lines has no total either.
    expect(new Set(found)).toEqual(new Set(what === 'no lines' ? [...found, code] : [code]));
    for (const { field, remedy } of guardDocument(changed))
      expect([field.length > 0 && field.length <= 200, remedy.length <= 500]).toEqual([true, true]);
  });

  test('a mandate that is not named', () => {
    expect(codes(guarded({ ...SELF_BILLED, at: {} }))).toEqual([]);
    const document = guarded(SELF_BILLED);
    const mentions = document.mentions.map((one) => ({ ...one, text: one.text.replace('m-7', '') }));
    expect(codes({ ...document, mentions })).toEqual(['MANDATE_MISSING']);
  });

  test('a credit takes no more than the cited document holds, and all of its VAT with the last cent', () => {
    const held: HeldAtRate[] = [{ category: 'S', rate: '20', netCents: 10_000, vatCents: 1997 }];
    const last = guarded({ kind: 'credit-note', held });
    expect([last.vatCents, codes(last, held)]).toEqual([1997, []]);
    expect(codes(last, [{ ...held[0]!, netCents: 9999 }])).toEqual(['CREDIT_EXCEEDS']);
    expect(codes(last, HELD)).toContain('VAT_AMOUNT_WRONG');
  });

  test('what is outside the scope stands with nothing else', () => {
    const document = guarded({ ...SWISS, lines: [...untaxed('O'), ...untaxed('G')] });
    expect(codes(document)).toContain('VAT_O_MIXED');
  });

  test('a total of nothing, and one below zero', () => {
    const nothing = [guardedLine({ quantity: '0.000', amountCents: 0 })];
    expect(codes(guarded({ lines: nothing }))).toEqual(['TOTAL_NOT_POSITIVE']);
    const { lines, vat, ...document } = guarded();
    const below = {
      ...document,
      lines: lines.map((one) => ({ ...one, quantity: '-7200.000', amountCents: -10_000 })),
      vat: vat.map((total) => ({ ...total, baseCents: -10_000, vatCents: -2000 })),
      netCents: -10_000,
      vatCents: -2000,
      grossCents: -12_000,
    };
    // Nor can it be posted as it is.
    expect(codes(below)).toEqual(['ENTRY_AMOUNT_WRONG', 'TOTAL_NOT_POSITIVE']);
  });
});
