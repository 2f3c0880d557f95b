import type { FactEvent } from '#domain/facts';
import {
  POINT_A,
  commissioned,
  factsOf,
  heldByOwner,
  installed,
  owner,
  undertaking,
} from '../../../../test/samples/heated-block.js';
import { liveStatus, type CreditDocument, type SealedStatus } from './live-status.js';

const due: SealedStatus = {
  site: 'block',
  dwelling: 'a1',
  from: '2026-08-01',
  to: '2026-08-31',
  status: 'FREE_DUE',
  reasons: [],
  ownCostCents: 3841,
};
const statement = (changes: Partial<CreditDocument> = {}): CreditDocument => ({
  planned: '2026-08.repayment.resident.r1',
  number: 'R-1',
  party: 'r1',
  grossCents: 4002,
  paidCents: 0,
  ...changes,
});

describe('a credit that was due at the cut', () => {
  test.each<[string, readonly CreditDocument[], string]>([
    ['nothing paid', [statement()], 'FREE_DUE'],
    ['a part paid', [statement({ paidCents: 4001 })], 'FREE_DUE'],
    ['all of it paid', [statement({ paidCents: 4002 })], 'FREE_PAID'],
    ['not issued yet', [statement({ number: null, paidCents: 4002 })], 'FREE_DUE'],
    ['no document known', [], 'FREE_DUE'],
    ['one of two paid', [statement({ paidCents: 4002 }), statement({ planned: 'other' })], 'FREE_DUE'],
    ['an earlier over-credit took all of it', [statement({ grossCents: 0 })], 'FREE_PAID'],
    [
      "the owner's part unpaid: that is no matter of the resident",
      [statement({ paidCents: 4002 }), statement({ planned: 'o', party: 'habitat' })],
      'FREE_PAID',
    ],
  ])('%s', (_what, documents, expected) => {
    expect(liveStatus(factsOf(owner('habitat')), due, documents)).toBe(expected);
  });
});

describe('a dwelling whose owner had not undertaken anything at the cut', () => {
  const unproven: SealedStatus = { ...due, status: 'UNPROVEN', reasons: ['NO_UNDERTAKING'], ownCostCents: 0 };
  const owned = [
    owner('habitat'),
    heldByOwner(POINT_A, 'habitat'),
    commissioned('h1'),
    installed('h1', POINT_A, 'a1'),
  ];

  test.each<[string, FactEvent[], string]>([
    ['still none', [], 'UNPROVEN'],
    ['one recorded since', [undertaking('habitat')], 'FREE_PAID'],
    ['one that begins inside the month', [undertaking('habitat', '2026-08-02')], 'UNPROVEN'],
  ])('%s', (_what, later, expected) => {
    expect(liveStatus(factsOf(...owned, ...later), unproven, [])).toBe(expected);
  });

  test('two owners in the span: both have to have undertaken it', () => {
    const second = [owner('other'), heldByOwner(POINT_A, 'other', '2026-08-15')];
    const one = factsOf(...owned, ...second, undertaking('habitat'));
    const both = factsOf(...owned, ...second, undertaking('habitat'), undertaking('other'));
    expect([liveStatus(one, unproven, []), liveStatus(both, unproven, [])]).toEqual([
      'UNPROVEN',
      'FREE_PAID',
    ]);
  });

  test('what lacked more than that stays as it was sealed', () => {
    const held = { ...unproven, reasons: ['HELD_SPAN', 'NO_UNDERTAKING'] };
    expect(liveStatus(factsOf(...owned, undertaking('habitat')), held, [])).toBe('UNPROVEN');
  });
});

test('what fell short stays short, whatever is paid', () => {
  expect(liveStatus(factsOf(), { ...due, status: 'SHORT' }, [statement({ paidCents: 4002 })])).toBe('SHORT');
});
