import type { Language } from '#domain/documents';
import type { ResidentMonth } from '../model/index.js';
import { RESIDENT_WORDS } from './resident-words.js';

/** Reasons that only another agreement takes away, or the resident themselves. */
const OF_THE_AGREEMENT: readonly string[] = [
  'PRICE_ABOVE_CREDIT',
  'REGISTER_NOT_AGREED',
  'ESTIMATE_NOT_AGREED',
  'NO_AGREEMENT',
  'NO_UNDERTAKING',
  'NOT_OPTED_IN',
];

/** What happens next where a month was not free, or could not be proven to be. */
export function whatIsMissing(
  { status, reasons }: Pick<ResidentMonth, 'status' | 'reasons'>,
  language: Language,
): string[] {
  if (status !== 'SHORT' && status !== 'UNPROVEN') return [];
  const agreed = reasons.filter((reason) => OF_THE_AGREEMENT.includes(reason));
  return [
    ...(agreed.length > 0 ? [RESIDENT_WORDS.nextAgreement[language]] : []),
    ...(agreed.length < reasons.length || reasons.length === 0 ? [RESIDENT_WORDS.nextShort[language]] : []),
  ];
}
