import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { checkDaySpan } from '#domain/calendar';
import type { RepaymentAgreed } from '#events';

type Agreement = RepaymentAgreed['data'];

/**
 * At most one agreement holds on a day. One without end gives way to the next from that one's first day;
 * so an agreement is ended by agreeing it again with the same id and first day, and a last day.
 */
export function checkAgreement(given: Agreement, known: readonly Agreement[]): Check {
  const same = known.find(({ agreement }) => agreement === given.agreement);
  const overlapping = known.find((other) => other !== same && overlap(other, given));
  return firstRefused(
    checkDaySpan({ from: 'from', to: 'to' }, given.from, given.to),
    refuseIf(
      !given.registers.main && !given.registers.aux,
      'NO_REGISTER_AGREED',
      'registers',
      'Agree on at least one register, or do not agree at all.',
    ),
    refuseIf(
      same !== undefined && same.from !== given.from,
      'AGREEMENT_ID_TAKEN',
      'agreement',
      `${given.agreement} begins on ${same?.from}; another first day needs another id.`,
    ),
    refuseIf(
      overlapping !== undefined,
      'AGREEMENT_OVERLAPS',
      'from',
      `It overlaps ${overlapping?.agreement} (${overlapping?.from} to ${overlapping?.to ?? 'no end'}); end that one, or this one, before the other begins.`,
    ),
  );
}

function overlap(a: Agreement, b: Agreement): boolean {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  if (first.from === second.from) return true;
  // A later one takes over from an agreement without end; an earlier one recorded late must say where it ends.
  if (first.to === null) return first === b;
  return first.to >= second.from;
}
