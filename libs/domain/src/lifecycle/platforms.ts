import { isRepayment } from '#domain/documents';
import type { LifecycleDocument } from './commands.js';
import { profileOfIssued } from './profile.js';

/**
 * Why no platform of the French reform takes a document, as the beginning of a sentence; null: it goes through them.
 * Sales to individuals are reported in totals (flow 10.3), not sent (CGI art. 290).
 */
export function outsidePlatforms(document: LifecycleDocument): string | null {
  const { kind, number } = document;
  if (isRepayment(kind)) return `${number} is a repayment and no invoice`;
  return profileOfIssued(document) === 'B2C'
    ? `${number} is addressed to an individual, whose invoices are reported in totals`
    : null;
}
