import { sealHeater } from '#domain/attribution';
import type { FactEvent, Facts } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import { planDocuments } from '#domain/periods';
import {
  POINT_A,
  POINT_B,
  agreement,
  at,
  commissioned,
  corrected,
  factsOf,
  heldByOccupant,
  heldByOwner,
  installed,
  moved,
  movedIn,
  movedOut,
  optedIn,
  owner,
  resident,
} from '../../../../test/samples/heated-block.js';
import { cellsOf, metered } from '../../../../test/samples/metered-block.js';
import { proveDwellings } from './prove.js';

const [AUGUST, SEPTEMBER] = [at('2026-08-01'), at('2026-09-01')];
const drew = (mainWh: number, auxWh = 0): FactEvent[] => [
  corrected('h1', AUGUST, SEPTEMBER, mainWh),
  corrected('h1', AUGUST, SEPTEMBER, auxWh, 'aux'),
];
const heater = [commissioned('h1'), installed('h1', POINT_A, 'a1')];
const home = [resident('r1'), movedIn('r1', 'a1'), heldByOccupant(POINT_A), ...heater];

function prove(events: readonly FactEvent[], changes: Partial<MeteredHeater> = {}) {
  const facts = factsOf(...events);
  const sealed = [sealHeater(metered('h1', changes), facts, '2026-08')];
  const input = {
    facts,
    period: '2026-08',
    sealed,
    earlier: [],
    issued: [],
    waiting: [],
  };
  return proveDwellings(facts, '2026-08', sealed, planDocuments(input).drafts);
}
/** Proofs of these heaters as metered, without the documents. */
const proved = (facts: Facts, ...heaters: MeteredHeater[]) =>
  proveDwellings(
    facts,
    '2026-08',
    heaters.map((one) => sealHeater(one, facts, '2026-08')),
    [],
  );
describe('what the room sensors say', () => {
  const row = {
    site: 'block',
    dwelling: 'a1',
    from: '2026-08-01',
    to: '2026-08-31',
    usefulWh: 0,
    sensedWh: 0,
  };

  test('adds up over the heaters of the dwelling; of others it says nothing', () => {
    const facts = factsOf(...home, optedIn('r1'), agreement(POINT_A), ...drew(1000));
    const sealed = {
      ...sealHeater(metered('h1'), facts, '2026-08'),
      comfort: [
        { ...row, occupant: 'r1', sensedS: 3600, atSetpointS: 3000 },
        { ...row, occupant: 'r1', sensedS: 1800, atSetpointS: 1800 },
        { ...row, occupant: 'r1', dwelling: 'a2', sensedS: 7200, atSetpointS: 0 },
      ],
    };
    expect(proveDwellings(facts, '2026-08', [sealed], [])).toMatchObject([
      { sensedS: 5400, atSetpointS: 4800 },
    ]);
  });

  test('is absent where no sensor told anything', () => {
    const [proof] = prove([...home, optedIn('r1'), agreement(POINT_A), ...drew(1000)]);
    expect(proof).not.toHaveProperty('sensedS');
  });
});

describe('who lives there', () => {
  test('each residency of the month has its own proof', () => {
    const events = [
      ...home,
      optedIn('r1'),
      movedOut('r1', 'a1', '2026-08-10'),
      resident('r2'),
      movedIn('r2', 'a1', '2026-08-15'),
      agreement(POINT_A),
    ];
    const cells = cellsOf('h1', [{ fromMs: AUGUST, toMs: SEPTEMBER, mainWhPerHalfHour: 250 }]);
    expect(
      prove(events, { cells }).map((proof) => [
        proof.resident,
        proof.from,
        proof.to,
        proof.status,
        proof.reasons,
      ]),
    ).toEqual([
      ['r1', '2026-08-01', '2026-08-10', 'FREE_DUE', []],
      [null, '2026-08-11', '2026-08-14', 'UNPROVEN', ['NOT_OCCUPIED', 'NO_HOLDER']],
      ['r2', '2026-08-15', '2026-08-31', 'SHORT', ['NOT_OPTED_IN']],
    ]);
  });

  test('two heaters of a dwelling make one proof, and one line of cost', () => {
    const second = [commissioned('h2'), installed('h2', POINT_A, 'a1')];
    const facts = factsOf(...home, ...second, optedIn('r1'), agreement(POINT_A));
    const cells = (heater: string, wh: number) =>
      cellsOf(heater, [{ fromMs: AUGUST, toMs: AUGUST + 1_800_000, mainWhPerHalfHour: wh }]);
    // 12 + 13 Wh: each alone 0.24 and 0.26 cents, together 0.50 and a cent.
    expect(
      proved(facts, metered('h1', { cells: cells('h1', 12) }), metered('h2', { cells: cells('h2', 13) })),
    ).toMatchObject([
      { dwelling: 'a1', mainWh: 25, ownCostCents: 1, creditedCents: 1, valueCents: 1, status: 'FREE_DUE' },
    ]);
  });

  test('a heater that moves between dwellings in the month leaves to each what it drew there', () => {
    const neighbours = [resident('r2'), movedIn('r2', 'a2'), optedIn('r2'), heldByOccupant(POINT_B)];
    const events = [...home, optedIn('r1'), agreement(POINT_A), ...neighbours, agreement(POINT_B)];
    const facts = factsOf(...events, moved('h1', POINT_B, 'a2', at('2026-08-11')));
    const cells = cellsOf('h1', [{ fromMs: AUGUST, toMs: SEPTEMBER, mainWhPerHalfHour: 250 }]);
    expect(
      proved(facts, metered('h1', { cells })).map(({ dwelling, resident: who, mainWh, status: is }) => [
        dwelling,
        who,
        mainWh,
        is,
      ]),
    ).toEqual([
      ['a1', 'r1', 120_000, 'FREE_DUE'],
      ['a2', 'r2', 252_000, 'FREE_DUE'],
    ]);
  });

  test('an empty dwelling that draws is told, unproven, with what the energy is worth', () => {
    const events = [heldByOccupant(POINT_A), agreement(POINT_A), ...heater, ...drew(1000)];
    expect(prove(events)).toMatchObject([
      {
        resident: null,
        status: 'UNPROVEN',
        reasons: ['NOT_OCCUPIED', 'NO_HOLDER'],
        mainWh: 1000,
        valueCents: 20,
      },
    ]);
  });

  test('an empty dwelling that draws nothing has no claim to prove', () => {
    expect(prove([heldByOccupant(POINT_A), agreement(POINT_A), ...heater])).toEqual([]);
  });

  test('a common room has no proof', () => {
    const events = [
      owner('habitat'),
      heldByOwner(POINT_B, 'habitat'),
      commissioned('h1'),
      installed('h1', POINT_B, null),
    ];
    expect(prove([...events, ...drew(1000)])).toEqual([]);
  });
});
