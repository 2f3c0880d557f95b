import type { ContractSigned } from '#events';

/** What a contract says where nothing but price and payment is agreed. */
export const PLAIN_TERMS: Pick<
  ContractSigned['data'],
  'to' | 'renewalMonths' | 'notice' | 'minimumEurPerMonth' | 'discountPercent' | 'allowanceUnits' | 'reserved'
> = Object.freeze({
  to: null,
  renewalMonths: null,
  notice: { priceDays: 0, endDays: 0 },
  minimumEurPerMonth: null,
  discountPercent: null,
  allowanceUnits: null,
  reserved: null,
});
