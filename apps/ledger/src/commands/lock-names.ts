/**
 * Names under which commands run alone, in every ledger of an installation (`Locks` of #ports/locks): each guards what
 * the revision of one stream cannot. Whoever holds one may still take `SERIES_PREFIXES`, and nothing else.
 */

/** Who lives in a dwelling: no two residencies at once. */
export const dwellingLock = (site: string, dwelling: string): string => `dwelling/${site}/${dwelling}`;

/** Ids of contracts and grants are unique over all clients. */
export const contractLock = (contract: string): string => `contract/${contract}`;

/** Prices of a list and the contracts that ask for notice of them. */
export const priceListLock = (list: string): string => `price-list/${list}`;

/** Grants and the budget that holds them. */
export const RESEARCH = 'research';

/** No two series come to the same numbers. */
export const SERIES_PREFIXES = 'series-prefixes';

/** No money is dated in a year that is locked beside it. */
export const MONEY = 'money';

/** No month is cut whose documents are dated in a year that is locked beside it; nor do years begin anew meanwhile. */
export const FISCAL_YEARS = 'fiscal-years';

/** Two accept one difference. */
export const reconciliationLock = (period: string, kind: string, subject: string): string =>
  `reconciliation/${period}/${kind}/${subject}`;
