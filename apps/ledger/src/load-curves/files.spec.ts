import { coloursOf, coloursTogether } from './colours.js';
import { counted } from './curve-table.js';
import { curveTerms } from './curve-terms.js';
import { priceVersionsOf } from './price-files.js';

describe('colours', () => {
  const days = [
    { day: '2023-09-01', colour: 'blue' },
    { day: '2023-12-04', colour: 'white' },
    { day: '2024-01-08', colour: 'red' },
  ];

  test.each([
    ['lines with CRLF and no last line end', '01/09/2023;BLEU\r\n04/12/2023;BLANC\r\n08/01/2024;ROUGE'],
    ['numbers', '{\n"2023-09-01": 0,\n"2023-12-04": 1,\n"2024-01-08": 2\n}'],
    ['a BOM', '\uFEFF01/09/2023;BLEU\n04/12/2023;BLANC\n08/01/2024;ROUGE\n'],
  ])('%s', (_what, text) => {
    expect(coloursOf(text)).toEqual(days);
  });

  test.each([
    '01/09/2023;VERT',
    '31/02/2023;BLEU',
    '{"2023-09-01":3}',
    '{"2023-02-30":0}',
    '{"2023-09',
    '[]',
  ])('%s is refused', (text) => {
    expect(() => coloursOf(text)).toThrow('COLOUR_INVALID');
  });

  test.each([
    ['red in July', '14/07/2023;ROUGE', '2023-07-14'],
    ['red on a Saturday', '{"2024-01-06":2}', '2024-01-06'],
    ['white on a Sunday', '{"2024-01-07":1}', '2024-01-07'],
  ])('%s is refused, naming the day', (_what, text, day) => {
    expect(() => coloursOf(text)).toThrow(`COLOUR_IMPOSSIBLE (${day})`);
  });

  test.each(['', '\n', '{}'])('a calendar of %j is refused, beside others too', (text) => {
    expect(() => coloursTogether([coloursOf('{"2023-09-01":0}'), coloursOf(text)])).toThrow('CALENDAR_EMPTY');
  });

  test('calendars may overlap where they agree', () => {
    expect(coloursTogether([days, days] as Parameters<typeof coloursTogether>[0]).size).toBe(3);
    expect(() => coloursTogether([coloursOf('{"2023-12-04":0}'), coloursOf('{"2023-12-04":2}')])).toThrow(
      'COLOUR_CONFLICT',
    );
  });
});

describe('price lists', () => {
  test('versions in JSON, in any order, as numbers or texts', () => {
    const text = JSON.stringify([
      { from: '2026-08-01', cells: [{ cell: 'base', inclTaxEurPerKwh: 0.2001, kva: { min: 3, max: 6 } }] },
      { from: '2026-02-01', cells: [{ cell: 'base', inclTaxEurPerKwh: '0.1940' }], source: 'x' },
    ]);
    expect(priceVersionsOf(text, null)).toEqual([
      { from: '2026-02-01', to: null, cells: [{ cell: 'base', inclTaxEurPerKwh: '0.1940' }] },
      {
        from: '2026-08-01',
        to: null,
        cells: [{ cell: 'base', inclTaxEurPerKwh: '0.2001', kva: { min: 3, max: 6 } }],
      },
    ]);
  });

  test('a history with decimal commas and rows without end', () => {
    const text = `DATE_DEBUT;DATE_FIN;P_SOUSCRITE;PART_FIXE_HT;PART_FIXE_TTC;PART_VARIABLE_HT;PART_VARIABLE_TTC
01/02/2025;31/07/2025;3;1,0;1,0;0,1343;0,2016
01/02/2025;31/07/2025;6;1,0;1,0;0,1343;0,2016
01/08/2025;;6;1,0;1,0;0,1327;0,1952
`;
    const at = (kva: number, eur: string) => ({
      cell: 'base',
      inclTaxEurPerKwh: eur,
      kva: { min: kva, max: kva },
    });
    expect(priceVersionsOf(text, null)).toEqual([
      { from: '2025-02-01', to: '2025-07-31', cells: [at(3, '0.2016'), at(6, '0.2016')] },
      { from: '2025-08-01', to: null, cells: [at(6, '0.1952')] },
    ]);
  });

  test('a grid that names no day needs one', () => {
    const text = '{"BaseFare":{"6 kVA":{"Base":0.2516}},"HchpFare":{"6 kVA":{"Hp":0.27,"Hc":0.2068}}}';
    expect(() => priceVersionsOf(text, null)).toThrow('PRICES_UNREADABLE (--prices-from)');
    expect(priceVersionsOf(text, '2024-02-01')).toMatchObject([
      {
        from: '2024-02-01',
        cells: [{ cell: 'base' }, { cell: 'hp' }, { cell: 'hc', inclTaxEurPerKwh: '0.2068' }],
      },
    ]);
  });

  test.each([
    'nonsense',
    '[{"from":"2026-13-01","cells":[{"cell":"base","inclTaxEurPerKwh":"1"}]}]',
    '[{"from":"2026-01-01","cells":[]}]',
    '[{"from":"2026-01-01","cells":[{"cell":"base","inclTaxEurPerKwh":"-1"}]}]',
    '[{"from":"2026-01-01","cells":[{"cell":"base","inclTaxEurPerKwh":"1","kva":6}]}]',
    '[{"from":"2026-01-01","cells":[{"cell":"a","inclTaxEurPerKwh":"1"}]},{"from":"2026-01-01","cells":[{"cell":"a","inclTaxEurPerKwh":"1"}]}]',
  ])('%s is refused', (text) => {
    expect(() => priceVersionsOf(text, null)).toThrow('PRICES_UNREADABLE');
  });
});

test.each([
  ['a cell twice', [{ cell: 'base' }, { cell: 'base' }], 'PRICE_CELL_TWICE', 'cells.1.cell'],
  ['cents', [{ cell: 'base', inclTaxEurPerKwh: 20.65 }], 'PRICE_ABSURD', 'cells.0.inclTaxEurPerKwh'],
  ['nothing', [{ cell: 'base', inclTaxEurPerKwh: '0' }], 'PRICE_ABSURD', 'cells.0.inclTaxEurPerKwh'],
  ['an unknown cell', [{ cell: 'day' }], 'PRICE_CELL_UNKNOWN', 'cells.0.cell'],
  [
    'powers that overlap',
    [
      { cell: 'base', kva: { min: 3, max: 6 } },
      { cell: 'base', kva: { min: 6, max: 9 } },
    ],
    'KVA_BANDS_OVERLAP',
    'cells.1.kva',
  ],
])('a price list with %s is refused as over HTTP', (_what, cells, code, field) => {
  const from = '2026-02-01';
  const text = JSON.stringify({ from, cells: cells.map((cell) => ({ inclTaxEurPerKwh: '0.2', ...cell })) });
  expect(() => priceVersionsOf(text, null)).toThrow(`${code} (prices from ${from}, ${field})`);
});

test('one hole is no holes', () => {
  expect([counted(1, 'hole'), counted(2, 'hole'), counted(1, 'more hole')]).toEqual([
    '1 hole',
    '2 holes',
    '1 more hole',
  ]);
});

describe('windows', () => {
  test.each(['base', 'tempo'] as const)('%s has none of the meter', (option) => {
    expect(() => curveTerms(option, 6, '22:00-06:00')).toThrow('WINDOWS_NOT_USED');
  });

  test('one or two, at any minute', () => {
    expect(curveTerms('hphc', 6, '22:38-06:38, 12:30-14:30').windows[0]?.winter).toEqual([
      '22:38-06:38',
      '12:30-14:30',
    ]);
  });

  test.each([undefined, '', '25:00-06:00', '22:00', '22:00-22:00', '22:00-06:00,05:00-07:00'])(
    '%s is refused for hphc',
    (windows) => {
      expect(() => curveTerms('hphc', 6, windows)).toThrow('WINDOWS_INVALID');
    },
  );
});
