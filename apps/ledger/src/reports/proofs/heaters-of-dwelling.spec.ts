import {
  POINT_A,
  POINT_B,
  at,
  commissioned,
  factsOf,
  installed,
  moved,
} from '../../../../../test/samples/heated-block.js';
import { heatersOf } from './heaters-of-dwelling.js';

const AUGUST = { site: 'block', from: '2026-08-01', to: '2026-08-31' };
const epoch = (heater: string, number: number) =>
  ({ type: 'HeaterEpochOpened', data: { heater, epoch: number, publicKey: null, reason: 'board' } }) as const;

test('a heater that moves is behind each dwelling for the time it stood there, with all its epochs', () => {
  const facts = factsOf(
    commissioned('h1'),
    epoch('h1', 0),
    epoch('h1', 1),
    installed('h1', POINT_A, 'a1'),
    moved('h1', POINT_B, 'a2', at('2026-08-11', 720)),
    commissioned('h2'),
    installed('h2', POINT_A, 'a1', at('2026-08-20')),
  );
  expect(heatersOf(facts, { ...AUGUST, dwelling: 'a1' })).toEqual([
    { heater: 'h1', epochs: [0, 1], fromMs: at('2026-08-01'), toMs: at('2026-08-11', 720) },
    { heater: 'h2', epochs: [], fromMs: at('2026-08-20'), toMs: at('2026-09-01') },
  ]);
  expect(heatersOf(facts, { ...AUGUST, dwelling: 'a2' })).toMatchObject([
    { heater: 'h1', fromMs: at('2026-08-11', 720), toMs: at('2026-09-01') },
  ]);
});

test('of a residency inside the month only its own days count', () => {
  const facts = factsOf(commissioned('h1'), installed('h1', POINT_A, 'a1'));
  const days = { site: 'block', dwelling: 'a1', from: '2026-08-05', to: '2026-08-09' };
  expect(heatersOf(facts, days)).toMatchObject([{ fromMs: at('2026-08-05'), toMs: at('2026-08-10') }]);
});
