import type { FactEvent } from '#domain/facts';
import type { HeldSpan, MeteredHeater } from '#domain/metering';
import {
  POINT_A,
  POINT_B,
  at,
  commissioned,
  corrected,
  estimated,
  factsOf,
  installed,
  moved,
  setAside,
} from '../../../../test/samples/heated-block.js';
import { metered } from '../../../../test/samples/metered-block.js';
import { openSpansOf } from './open-spans.js';

const [FROM, TO] = [at('2026-07-01'), at('2026-08-01')];
const TENTH = at('2026-07-10');
const TWENTIETH = at('2026-07-20');
const heater = [commissioned('h1'), installed('h1', POINT_A, 'a1')];

const open = (changes: Partial<MeteredHeater>, ...events: FactEvent[]) =>
  openSpansOf(metered('h1', changes), factsOf(...heater, ...events), '2026-07').map(({ code, from, to }) => [
    code,
    from,
    to,
  ]);
const held: HeldSpan = {
  heater: 'h1',
  from: TENTH,
  to: TWENTIETH,
  code: 'TOO_MUCH_ENERGY',
  mainWh: 9,
  auxWh: 0,
  status: 'held',
};

describe('spans of a month that nobody has decided about', () => {
  test.each<[string, Partial<MeteredHeater>, FactEvent[], unknown[]]>([
    ['readings to the end: none', {}, [], []],
    ['readings that stop: from there to the end', { coveredTo: TENTH }, [], [['READING_MISSING', TENTH, TO]]],
    [
      'no reading ever: the month',
      { coveredFrom: null, coveredTo: null },
      [],
      [['READING_MISSING', FROM, TO]],
    ],
    [
      'a change of place does not part what is missing',
      { coveredTo: TENTH },
      [moved('h1', POINT_B, 'a2', TWENTIETH)],
      [['READING_MISSING', TENTH, TO]],
    ],
    [
      'an estimate closes what it covers',
      { coveredTo: TENTH },
      [estimated('h1', TENTH, TWENTIETH, 5)],
      [['READING_MISSING', TWENTIETH, TO]],
    ],
    ['a span set aside is decided', { coveredTo: TENTH }, [setAside('h1', TENTH, TO)], []],
    [
      'one register corrected is not both',
      { coveredTo: TENTH },
      [corrected('h1', TENTH, TO, 5)],
      [['READING_MISSING', TENTH, TO]],
    ],
    [
      'both registers corrected are',
      { coveredTo: TENTH },
      [corrected('h1', TENTH, TO, 5), corrected('h1', TENTH, TO, 0, 'aux')],
      [],
    ],
    ['a held span', { held: [held] }, [], [['TOO_MUCH_ENERGY', TENTH, TWENTIETH]]],
    [
      'a held span is not decided by an estimate',
      { held: [held] },
      [estimated('h1', TENTH, TWENTIETH, 5)],
      [['TOO_MUCH_ENERGY', TENTH, TWENTIETH]],
    ],
    ['nor one released or discarded', { held: [{ ...held, status: 'discarded' }] }, [], []],
  ])('%s', (_what, changes, events, expected) => {
    expect(open(changes, ...events)).toEqual(expected);
  });

  test('while it stands nowhere, a heater owes no reading', () => {
    const removed: FactEvent = {
      type: 'HeaterRemoved',
      data: { heater: 'h1', at: TENTH, mainWh: 0, auxWh: 0, reason: 'holidays' },
    };
    expect(open({ coveredTo: TENTH }, removed)).toEqual([]);
  });
});
