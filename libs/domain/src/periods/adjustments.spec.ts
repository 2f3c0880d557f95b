import { Books } from '../../../../test/doubles/small-books.js';
import {
  POINT_A,
  agreement,
  at,
  client,
  commissioned,
  computing,
  contract,
  corrected,
  electricity,
  heldByOccupant,
  heldByOwner,
  installed,
  mandate,
  movedIn,
  optedIn,
  owner,
  resident,
} from '../../../../test/samples/heated-block.js';
import { metered, workAt } from '../../../../test/samples/metered-block.js';
import type { DocumentPlan } from './plan-documents.js';

const heater = [commissioned('h1'), installed('h1', POINT_A, 'a1')];
const [AUGUST, SEPTEMBER] = [at('2026-08-01'), at('2026-09-01')];
const usage = metered('h1', {
  work: [workAt('h1', AUGUST, 'lab-1', 3_600_000_000), workAt('h1', AUGUST, 'lab-1', 36e5, 'failed')],
});

const summary = (plan: DocumentPlan) =>
  plan.drafts.map(({ kind, netCents, vatCents, cites, lines }) => ({
    kind,
    net: netCents,
    vat: vatCents,
    cites: cites.map(({ number }) => number),
    lines: lines.map((line) => [line.amountCents, line.adjusts?.quantityThen, line.adjusts?.quantityNow]),
  }));
const said = (energyWh: number) => corrected('h1', AUGUST, SEPTEMBER, energyWh);

describe('an owner outside VAT (case 6)', () => {
  const events = [owner('habitat'), heldByOwner(POINT_A, 'habitat'), agreement(POINT_A), ...heater];

  test('given 120 kWh credited, when 97.350 are known, then a correction of 4.53 cites the closed document', () => {
    const books = new Books(usage);
    expect(summary(books.close('2026-08', [...events, said(120_000)]))).toMatchObject([{ net: 2401 }]);
    expect(summary(books.close('2026-09', [...events, said(120_000), said(97_350)]))).toEqual([
      {
        kind: 'repayment-correction',
        net: 453,
        vat: 0,
        cites: ['D-1'],
        lines: [[453, '120.000', '97.350']],
      },
    ]);
  });

  test('more than was known is a labelled line of the next statement, citing the earlier one', () => {
    const books = new Books(usage);
    books.close('2026-08', [...events, said(97_350)]);
    const [draft] = books.close('2026-09', [...events, said(120_000)]).drafts;
    expect(draft).toMatchObject({ kind: 'repayment-statement', netCents: 453, cites: [{ number: 'D-1' }] });
    expect(draft!.lines[0]).toMatchObject({ quantity: '1', unit: 'one', priceEur: '4.53', amountCents: 453 });
    expect(draft!.lines[0]!.label).toMatch(/Régularisation de août 2026.*120,000 kWh au lieu de 97,350/);
  });

  test('what is credited by a note of its own is not cited by the statement beside it', () => {
    const books = new Books(usage);
    books.close('2026-08', [...events, said(120_000)]);
    const september = corrected('h1', SEPTEMBER, at('2026-10-01'), 10_000);
    expect(summary(books.close('2026-09', [...events, said(97_350), september]))).toMatchObject([
      { kind: 'repayment-statement', net: 200, cites: [] },
      { kind: 'repayment-correction', net: 453, cites: ['D-1'] },
    ]);
  });

  test('what was adjusted once is not adjusted again; there and back again comes to nothing', () => {
    const books = new Books(usage);
    books.close('2026-08', [...events, said(120_000)]);
    books.close('2026-09', [...events, said(97_350)]);
    expect(books.close('2026-10', [...events, said(97_350)]).drafts).toEqual([]);
    expect(summary(books.close('2026-11', [...events, said(120_000)]))).toMatchObject([{ net: 453 }]);
    expect(books.close('2026-12', [...events, said(120_000)]).drafts).toEqual([]);
  });

  test('opposite corrections within one month do nothing', () => {
    const books = new Books(usage);
    books.close('2026-08', [...events, said(120_000)]);
    expect(books.close('2026-09', [...events, said(1), said(120_000)]).drafts).toEqual([]);
  });

  test('credits go to the latest document first, each up to what it still holds', () => {
    const books = new Books(usage);
    books.close('2026-08', [...events, said(100_000)]);
    books.close('2026-09', [...events, said(120_000)]);
    expect(summary(books.close('2026-10', [...events, said(50_000)]))).toMatchObject([
      { kind: 'repayment-correction', net: 400, cites: ['D-2'] },
      { kind: 'repayment-correction', net: 1000, cites: ['D-1'] },
    ]);
  });

  test('a holder known late is an ordinary line of its month; the former one gets a correction', () => {
    const books = new Books(usage);
    books.close('2026-08', [...events, said(100_000)]);
    const late = [...events, said(100_000), owner('school'), heldByOwner(POINT_A, 'school', '2026-08-01')];
    const plan = books.close('2026-09', late);
    expect(summary(plan)).toEqual([
      {
        kind: 'repayment-correction',
        net: 2001,
        vat: 0,
        cites: ['D-1'],
        lines: [[2001, '100.000', '0.000']],
      },
      { kind: 'repayment-statement', net: 2001, vat: 0, cites: [], lines: [[2001, undefined, undefined]] },
    ]);
  });
});

describe('an owner that deducts VAT', () => {
  const events = [
    owner('office', { vat: 'deducts' }),
    mandate('office'),
    heldByOwner(POINT_A, 'office'),
    agreement(POINT_A),
    ...heater,
  ];

  test('its self-billed credit notes never carry more VAT than the invoice', () => {
    const books = new Books(usage);
    expect(summary(books.close('2026-08', [...events, said(100_000)]))).toMatchObject([
      { kind: 'self-billed-invoice', net: 1668, vat: 334 },
    ]);
    expect(summary(books.close('2026-09', [...events, said(50_000)]))).toMatchObject([
      { kind: 'self-billed-credit-note', net: 834, vat: 167, cites: ['D-1'] },
    ]);
    expect(summary(books.close('2026-10', [...events, said(0)]))).toMatchObject([
      { kind: 'self-billed-credit-note', net: 834, vat: 167, cites: ['D-1'] },
    ]);
  });

  test('a credit note that waits to be issued counts like one that is: the last takes the VAT that is left', () => {
    const MIDDLE = at('2026-08-16');
    const months = [...events, electricity('base6', '2026-08-16', '0.2001')];
    const halves = (firstWh: number, secondWh: number) => [
      corrected('h1', AUGUST, MIDDLE, firstWh),
      corrected('h1', MIDDLE, SEPTEMBER, secondWh),
    ];
    const books = new Books(usage);
    // Two lines of 0.13: VAT 0.05 in all.
    expect(summary(books.close('2026-08', [...months, ...halves(780, 780)]))).toMatchObject([
      { net: 26, vat: 5 },
    ]);
    const heldBack = true;
    expect(summary(books.close('2026-09', [...months, ...halves(0, 780)], heldBack))).toMatchObject([
      { net: 13, vat: 3, cites: ['D-1'] },
    ]);
    expect(summary(books.close('2026-10', [...months, ...halves(0, 0)], heldBack))).toMatchObject([
      { net: 13, vat: 2, cites: ['D-1'] },
    ]);
  });
});

describe('a resident', () => {
  const events = [
    resident('r1'),
    movedIn('r1', 'a1'),
    optedIn('r1'),
    heldByOccupant(POINT_A),
    agreement(POINT_A),
    ...heater,
  ];
  const september = (energyWh: number) => corrected('h1', SEPTEMBER, at('2026-10-01'), energyWh);

  test('nothing is claimed back: it is taken from later credits, down to zero, and the rest waits', () => {
    const books = new Books(usage);
    books.close('2026-08', [...events, said(120_000)]);
    const first = books.close('2026-09', [...events, said(97_350), september(10_000)]);
    expect(summary(first)).toMatchObject([
      {
        kind: 'repayment-statement',
        net: 0,
        lines: [
          [200, undefined, undefined],
          [-200, '120.000', '97.350'],
        ],
      },
    ]);
    expect(first.carries).toEqual([{ resident: 'r1', carryCents: 253 }]);
    const quiet = books.close('2026-10', [...events, said(97_350), september(10_000)]);
    expect([quiet.drafts, quiet.carries]).toEqual([[], [{ resident: 'r1', carryCents: 253 }]]);
    const october = corrected('h1', at('2026-10-01'), at('2026-11-01'), 100_000);
    const books2 = books.close('2026-10', [...events, said(97_350), september(10_000), october]);
    expect(summary(books2)).toMatchObject([
      {
        net: 2001 - 253,
        lines: [
          [2001, undefined, undefined],
          [-253, '120.000', '97.350'],
        ],
      },
    ]);
    expect(books2.carries).toEqual([]);
  });
});

describe('a client', () => {
  const events = [client('lab'), contract('lab', 'lab-1'), ...heater];

  test('a price mended downward makes a credit note on the invoice', () => {
    const books = new Books(usage);
    expect(summary(books.close('2026-08', events))).toMatchObject([
      { kind: 'invoice', net: 5000, vat: 1000 },
    ]);
    expect(summary(books.close('2026-09', [...events, computing('2026-01-01', '0.04')]))).toMatchObject([
      { kind: 'credit-note', net: 1000, vat: 200, cites: ['D-1'] },
    ]);
  });

  test('a price mended twice: each line says the price of the last one documented, and the price now', () => {
    const books = new Books(usage);
    books.close('2026-08', events);
    const at6 = [...events, computing('2026-01-01', '0.06')];
    const [first] = books.close('2026-09', at6).drafts;
    const [second] = books.close('2026-10', [...at6, computing('2026-01-01', '0.07')]).drafts;
    expect([first, second].map((draft) => draft!.lines[0]!.adjusts)).toMatchObject([
      { priceThenEur: '0.05', priceEur: '0.06', unit: 'core-second', per: 'core-hour' },
      { priceThenEur: '0.06', priceEur: '0.07' },
    ]);
    expect(second!.lines[0]!.label.replaceAll('\u202f', ' ')).toBe(
      'Régularisation de août 2026, lab-1 : 3 600 000,000 cœur·s à 0,07 € au lieu de 0,06 € par heure-cœur (document D-2)',
    );
  });

  test('a contract found to pay all attempts adds to the next invoice', () => {
    const books = new Books(usage);
    books.close('2026-08', events);
    expect(
      summary(books.close('2026-09', [...events, contract('lab', 'lab-1', { pays: 'all' })])),
    ).toMatchObject([
      { kind: 'invoice', net: 5, vat: 1, cites: ['D-1'], lines: [[5, '3600000.000', '3603600.000']] },
    ]);
  });
});
