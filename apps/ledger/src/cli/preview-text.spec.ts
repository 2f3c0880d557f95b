import type { PeriodPreview } from '#processes/closing';
import { previewAnswer } from '../periods/preview-answer.js';
import { previewText } from './preview-text.js';

test('a preview tells what is below zero and stands in no document, of the party asked for', () => {
  const habitat = { kind: 'owner', id: 'habitat' } as const;
  const preview: PeriodPreview = {
    period: '2026-09',
    status: 'open',
    beforeIndex: 7,
    documents: [],
    proofs: { SHORT: 0, UNPROVEN: 0, FREE_DUE: 0, FREE_PAID: 0 },
    energy: { attributedWh: 0, creditedWh: 0, uncreditableWh: 0, pendingWh: 0 },
    carries: [],
    uncredited: [
      { key: '2026-08|energy', period: '2026-08', party: habitat, cents: -100, now: null, documented: null },
    ],
    missing: [],
  };
  const text = previewText(previewAnswer(preview, { limit: 10 }));
  expect(text).toContain(
    'Below zero, and in no document:\n         -1.00 EUR  habitat, 2026-08 (2026-08|energy)',
  );
  expect(previewText(previewAnswer(preview, { limit: 10, party: 'office' }))).not.toContain('Below zero');
});
