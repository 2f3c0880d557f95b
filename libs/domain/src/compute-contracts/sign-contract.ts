import { checkDate, checkDaySpan } from '#domain/calendar';
import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { Decimal } from '#domain/quantity';
import type { ContractSigned } from '#events';
import { COUNTABLE_UNITS, isCountable } from './compute-price.js';

type Terms = ContractSigned['data'];

const NOTICE_DAYS_MAX = 730;
/** No month of ours is worth this much (EUR). */
const MINIMUM_EUR_MAX = 10_000_000;
const RESERVED_EUR_MAX = 100;

/** Term, renewal and notice: what binds both sides in time. */
export const checkTerm = ({ from, to, renewalMonths, notice }: Terms): Check =>
  firstRefused(
    checkDate('from', from),
    checkDaySpan({ from: 'from', to: 'to' }, from, to),
    refuseIf(
      renewalMonths !== null && to === null,
      'RENEWAL_WITHOUT_TERM',
      'renewalMonths',
      'Give the last day of the first term (to), or no renewal: without a term the contract goes on anyway.',
    ),
    ...(['priceDays', 'endDays'] as const).map((days) =>
      refuseIf(
        notice[days] > NOTICE_DAYS_MAX,
        'NOTICE_OUT_OF_RANGE',
        `notice.${days}`,
        `Give from 0 to ${NOTICE_DAYS_MAX} days.`,
      ),
    ),
  );

/** What changes prices and quantities: minimum, discount, allowance and reserved capacity. */
export const checkPriceTerms = ({
  minimumEurPerMonth,
  discountPercent,
  allowanceUnits,
  reserved,
}: Terms): Check =>
  firstRefused(
    refuseIf(
      minimumEurPerMonth !== null && !isWithin(minimumEurPerMonth, MINIMUM_EUR_MAX),
      'MINIMUM_OUT_OF_RANGE',
      'minimumEurPerMonth',
      `Give EUR a month above 0 up to ${MINIMUM_EUR_MAX}, or leave it out.`,
    ),
    refuseIf(
      discountPercent !== null && new Decimal(discountPercent).greaterThanOrEqualTo(100),
      'DISCOUNT_OUT_OF_RANGE',
      'discountPercent',
      'Give a discount below 100 %; free research is a grant.',
    ),
    refuseIf(
      allowanceUnits !== null && !isCountable(allowanceUnits),
      'QUANTITY_OUT_OF_RANGE',
      'allowanceUnits',
      COUNTABLE_UNITS,
    ),
    refuseIf(
      reserved !== null && !isCountable(reserved.units),
      'QUANTITY_OUT_OF_RANGE',
      'reserved.units',
      COUNTABLE_UNITS,
    ),
    refuseIf(
      reserved !== null && !isWithin(reserved.eurPerUnit, RESERVED_EUR_MAX),
      'PRICE_ABSURD',
      'reserved.eurPerUnit',
      `Give EUR per unit, above 0 up to ${RESERVED_EUR_MAX}.`,
    ),
  );

const isWithin = (eur: string, most: number): boolean => {
  const value = new Decimal(eur);
  return value.greaterThan(0) && value.lessThanOrEqualTo(most);
};
