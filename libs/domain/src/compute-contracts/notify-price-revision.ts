import { addDays, checkDate } from '#domain/calendar';
import { accept, firstRefused, isSame, payloadOf, refuse, refuseIf, type Decision } from '#domain/decision';
import type { PriceRevisionNotified } from '#events';
import type { ClientState } from './client.js';
import { noticeDueOn } from './price-notices.js';

export type NotifyPriceRevision = { readonly type: 'NotifyPriceRevision' } & PriceRevisionNotified['data'];

/**
 * The client was told of new prices of the list of its contract. A notice that came too late for its first day is
 * refused (PRICE_NOTICE_TOO_SHORT): it would let no price in.
 */
export function notifyPriceRevision(
  command: NotifyPriceRevision,
  state: ClientState,
): Decision<PriceRevisionNotified> {
  const data = payloadOf(command);
  const known = state.contracts.get(data.contract);
  if (known === undefined || !('notice' in known.terms)) {
    return refuse('CONTRACT_UNKNOWN', 'contract', `This client has no contract ${data.contract}.`);
  }
  const { priceList, notice } = known.terms;
  const refused = firstRefused(
    refuseIf(
      data.priceList !== priceList,
      'PRICE_LIST_OTHER',
      'priceList',
      `The contract is signed on ${priceList}; new prices of another list do not reach it.`,
    ),
    checkDate('from', data.from),
    checkDate('sentOn', data.sentOn),
    refuseIf(
      data.sentOn > noticeDueOn(data.from, notice.priceDays),
      'PRICE_NOTICE_TOO_SHORT',
      'sentOn',
      `The contract asks for ${notice.priceDays} days of notice: sent on ${data.sentOn}, it serves prices from ${addDays(data.sentOn, notice.priceDays)} on.`,
    ),
  );
  if (refused !== null) return refused;
  return known.notices.some((sent) => isSame(sent, data))
    ? accept()
    : accept({ type: 'PriceRevisionNotified', data });
}
