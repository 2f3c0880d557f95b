import { formatSupply, supplyDaysOf } from './supply.js';

describe('what days a document is about', () => {
  test('the first to the last of its lines, in any order', () => {
    const lines = [
      { from: '2026-04-01', to: '2026-04-30' },
      { from: '2026-03-29', to: '2026-03-31' },
    ];
    expect(supplyDaysOf(lines)).toEqual({ from: '2026-03-29', to: '2026-04-30' });
  });

  test.each([
    ['2026-02-01', '2026-02-28', 'février 2026', 'February 2026'],
    ['2026-03-29', '2026-04-30', '29/03/2026 au 30/04/2026', '29 March 2026 to 30 April 2026'],
    ['2026-03-01', '2026-04-30', '01/03/2026 au 30/04/2026', '1 March 2026 to 30 April 2026'],
    ['2026-03-17', '2026-03-17', '17/03/2026', '17 March 2026'],
  ])('%s to %s', (from, to, fr, en) => {
    expect([formatSupply({ from, to }, 'fr'), formatSupply({ from, to }, 'en')]).toEqual([fr, en]);
  });
});
