import { GREEN_OFFER, REGULATED_BASE, REGULATED_HPHC, REGULATED_TEMPO } from './prices.js';
import type { MeterPlan, SupplyPlan } from './supply.js';

const sameAllYear = (...windows: readonly string[]) => ({ winter: windows, summer: windows });

/** Off-peak hours as a grid operator sets them: at any minute, across midnight, in one or two windows. */
export const NIGHT = sameAllYear('22:38-06:38');
export const NIGHT_AND_NOON = sameAllYear('01:10-07:40', '12:40-14:10');
/** As from 2026 on: more hours around noon in summer. */
export const BY_SEASON = { winter: ['23:12-07:12'], summer: ['02:12-07:12', '12:12-15:12'] };

export const base = (subscribedKva: number): MeterPlan => ({ option: 'base', subscribedKva });
const hphc = (subscribedKva: number, offPeak: NonNullable<MeterPlan['offPeak']>): MeterPlan => ({
  option: 'hphc',
  subscribedKva,
  offPeak,
});
const tempo: MeterPlan = { option: 'tempo', subscribedKva: 9 };

type OwnMeter = Pick<SupplyPlan, 'meter' | 'tariff' | 'creditList'>;

/** What an occupant has who chose nothing. */
const USUAL: OwnMeter = { meter: base(6), tariff: REGULATED_BASE, creditList: null };

/** Occupants with another meter or tariff, counted from the last dwelling (0). `null` credits their own tariff. */
const OTHERS: Readonly<Record<number, OwnMeter>> = {
  0: { meter: tempo, tariff: REGULATED_TEMPO, creditList: null },
  2: { meter: tempo, tariff: REGULATED_TEMPO, creditList: null },
  // Red days cost more than Base credits, blue ones less.
  4: { meter: tempo, tariff: REGULATED_TEMPO, creditList: REGULATED_BASE },
  // A dearer offer than the credit covers.
  5: { meter: base(6), tariff: GREEN_OFFER, creditList: REGULATED_BASE },
  6: { meter: hphc(9, NIGHT_AND_NOON), tariff: REGULATED_HPHC, creditList: REGULATED_BASE },
  8: { meter: hphc(6, NIGHT), tariff: REGULATED_HPHC, creditList: REGULATED_BASE },
  10: { meter: base(9), tariff: REGULATED_BASE, creditList: null },
  11: { meter: hphc(6, NIGHT), tariff: REGULATED_HPHC, creditList: null },
  12: { meter: hphc(6, NIGHT_AND_NOON), tariff: REGULATED_HPHC, creditList: null },
  13: { meter: hphc(6, BY_SEASON), tariff: REGULATED_HPHC, creditList: null },
};

export const ownMeter = (fromLast: number): OwnMeter => OTHERS[fromLast] ?? USUAL;

/** The landlord's meters of stairwells and halls. */
export const commonMeter = (number: number): MeterPlan => hphc(12, number === 1 ? NIGHT : NIGHT_AND_NOON);
