import { refuseIf, type Check } from '#domain/decision';

/** Rates of mainland France (CGI art. 278 to 281 octies), written one way so that a rate is one text. */
export const VAT_RATES: readonly string[] = Object.freeze(['20', '10', '5.5', '2.1', '0']);

export const checkVatRate = (field: string, rate: string): Check =>
  refuseIf(
    !VAT_RATES.includes(rate),
    'VAT_RATE_UNKNOWN',
    field,
    `Give one of ${VAT_RATES.join(', ')} (percent).`,
  );
