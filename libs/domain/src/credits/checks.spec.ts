import { draftWith, issuedAs, lineOf } from '../../../../test/samples/issued-documents.js';
import { checkCorrectable, checkNotCancelled } from './checks.js';
import { cancelPlannedId } from './planned-ids.js';

describe('the paper of an invoice alone is corrected; of others is said what mends them:', () => {
  const lines = [lineOf(10_000, 1)];
  test.each([
    ['prepayment-invoice', 'client', /without reissue .* pay the money back/],
    ['credit-note', 'client', /final/],
    ['repayment-statement', 'resident', /Register the resident/],
    ['repayment-statement', 'owner', /be reissued/],
    ['self-billed-invoice', 'owner', /be reissued/],
  ] as const)('%s of a %s', (kind, party, remedy) => {
    const original = issuedAs(draftWith(lines, kind, { kind: party, id: 'p1' }), 1);
    expect(checkCorrectable({ original })?.refused).toMatchObject({
      code: 'DOCUMENT_NOT_CORRECTABLE',
      remedy: expect.stringMatching(remedy) as unknown,
    });
  });

  test('an invoice', () => {
    expect(checkCorrectable({ original: issuedAs(draftWith(lines), 1) })).toBeNull();
  });
});

test('what was cancelled is not corrected; what was credited whole was not cancelled', () => {
  const original = issuedAs(draftWith([lineOf(10_000, 1)]), 1);
  const note = issuedAs(draftWith([lineOf(10_000, 1)], 'credit-note'), 2);
  const cancelled = { ...note, planned: cancelPlannedId(original) };
  expect(checkNotCancelled({ original, later: [cancelled] })?.refused).toMatchObject({
    code: 'DOCUMENT_CANCELLED',
    remedy: expect.stringContaining(`cancelled by ${note.number}`) as unknown,
  });
  expect(checkNotCancelled({ original, later: [note] })).toBeNull();
});
