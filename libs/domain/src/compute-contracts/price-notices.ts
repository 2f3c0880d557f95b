import { addDays, type LocalDate } from '#domain/calendar';
import { refuse, type Check } from '#domain/decision';

/** A contract that a new price of its list would reach. */
export interface ContractOnList {
  readonly client: string;
  readonly contract: string;
  /** Days of notice before a new price that it asks for. */
  readonly priceDays: number;
  /** Last day; null: without end. */
  readonly to: LocalDate | null;
  readonly notices: readonly {
    readonly priceList: string;
    readonly from: LocalDate;
    readonly sentOn: LocalDate;
  }[];
}

/** The last day on which a notice of a price from this day may be sent. */
export const noticeDueOn = (from: LocalDate, priceDays: number): LocalDate => addDays(from, -priceDays);

/**
 * PRICE_NOTICE_MISSING: a contract that is in force on or after the first day of a new price asks for notice of it, and
 * none was sent in time. A correction of a price that is past needs none: the wrong one was never agreed.
 */
export function checkNotices(
  price: { readonly priceList: string; readonly from: LocalDate },
  contracts: readonly ContractOnList[],
): Check {
  const { priceList, from } = price;
  const untold = contracts.find(
    ({ priceDays, to, notices }) =>
      priceDays > 0 &&
      (to === null || to >= from) &&
      !notices.some(
        (notice) =>
          notice.priceList === priceList &&
          notice.from === from &&
          notice.sentOn <= noticeDueOn(from, priceDays),
      ),
  );
  if (untold === undefined) return null;
  const due = noticeDueOn(from, untold.priceDays);
  return refuse(
    'PRICE_NOTICE_MISSING',
    'from',
    `Contract ${untold.contract} of ${untold.client} asks for ${untold.priceDays} days of notice: send it by ${due} and say so (NotifyPriceRevision), or give a later first day.`,
  );
}
