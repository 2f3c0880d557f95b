import { freeDwellings, type ProofOfDwelling } from './free-dwellings.js';

const proof = (dwelling: string, given: Partial<ProofOfDwelling> = {}): ProofOfDwelling => ({
  site: 'block',
  dwelling,
  resident: `r-${dwelling}`,
  status: 'FREE_DUE',
  reasons: [],
  energyWh: 1_000,
  creditedCents: 20,
  ...given,
});

describe('free n of m', () => {
  test('counts occupied, opted-in dwellings with energy; the others by reason', () => {
    const proofs = [
      proof('1'),
      proof('2', { status: 'FREE_PAID' }),
      proof('3', { status: 'SHORT', reasons: ['PRICE_ABOVE_CREDIT'] }),
      proof('4', { status: 'SHORT', reasons: ['NOT_OPTED_IN'], creditedCents: 0 }),
      proof('5', { energyWh: 0 }),
      proof('6', { resident: null, status: 'UNPROVEN', reasons: ['NO_HOLDER'] }),
    ];
    expect(freeDwellings(proofs, 8)).toEqual({
      free: 2,
      counted: 3,
      byStatus: { SHORT: 1, UNPROVEN: 0, FREE_DUE: 1, FREE_PAID: 1 },
      reasons: { PRICE_ABOVE_CREDIT: 1 },
      others: { NOT_OPTED_IN: 1, NO_ENERGY: 1, EMPTY: 3 },
    });
  });

  test('who opted in or out in the course of the month counts', () => {
    const proofs = [proof('1', { status: 'SHORT', reasons: ['NOT_OPTED_IN'], creditedCents: 700 })];
    expect(freeDwellings(proofs, 1)).toMatchObject({ free: 0, counted: 1, reasons: { NOT_OPTED_IN: 1 } });
  });

  test('a dwelling takes the worst status of its residencies', () => {
    const proofs = [
      proof('1'),
      proof('1', { resident: 'r-next', status: 'UNPROVEN', reasons: ['NO_UNDERTAKING'] }),
    ];
    expect(freeDwellings(proofs, 1)).toMatchObject({ free: 0, counted: 1, byStatus: { UNPROVEN: 1 } });
  });
});
