import { dwellingCounts, type ProofAnswer } from './dwellings.js';
import { progressOn } from './progress.js';

const proof = (dwelling: string, status: string, more: Partial<ProofAnswer> = {}): ProofAnswer => ({
  dwelling,
  resident: `r-${dwelling}`,
  liveStatus: status,
  reasons: [],
  mainWh: 100,
  auxWh: 0,
  credited: { amount: '0.00' },
  ...more,
});

describe('free n of m', () => {
  test('counts occupied dwellings that opted in and drew energy; the others by reason', () => {
    const proofs = [
      proof('a', 'FREE_PAID'),
      proof('b', 'FREE_DUE'),
      proof('c', 'SHORT', { reasons: ['AUX_NOT_AGREED'] }),
      proof('d', 'SHORT', { reasons: ['NOT_OPTED_IN'] }),
      proof('e', 'FREE_PAID', { mainWh: 0 }),
      proof('f', 'SHORT', { reasons: ['NOT_OPTED_IN'], credited: { amount: '2.00' } }),
    ];
    expect(dwellingCounts(proofs, 8)).toEqual({
      free: 2,
      of: 4,
      byStatus: { FREE_PAID: 1, FREE_DUE: 1, SHORT: 2 },
      shortReasons: { AUX_NOT_AGREED: 1, NOT_OPTED_IN: 1 },
      others: { EMPTY: 2, NOT_OPTED_IN: 1, NO_ENERGY: 1 },
    });
  });

  test('a dwelling takes the worst status of its residencies', () => {
    const proofs = [
      proof('a', 'FREE_PAID'),
      proof('a', 'UNPROVEN', { resident: 'next', reasons: ['NO_UNDERTAKING'] }),
    ];
    expect(dwellingCounts(proofs, 1)).toMatchObject({ free: 0, of: 1, byStatus: { UNPROVEN: 1 } });
  });
});

describe('progress', () => {
  const shown = (isTTY: boolean): string => {
    let text = '';
    let ms = 0;
    const progress = progressOn({ isTTY, write: (more: string) => (text += more) }, () => (ms += 1000));
    progress.stage('Metering');
    progress.at(0.5, 'half');
    progress.at(1, 'all');
    progress.done();
    return text;
  };

  test('on a terminal a bar redraws itself', () => {
    expect(shown(true)).toContain(`[${'█'.repeat(14)}${'·'.repeat(14)}] half`);
  });

  test('elsewhere each stage is one line, once it is done', () => {
    expect(shown(false)).toMatch(/^ {2}Metering, all \(\d+\.0 s\)\n$/);
  });
});
