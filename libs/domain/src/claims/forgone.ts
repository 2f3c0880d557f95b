import { Decimal, addExact, eurText, toCents } from '#domain/quantity';
import { MS_PER_UNIT, type Forgone } from '#domain/rating';
import { claimOf, type Claim } from './claim.js';

const hours = (ms: number): string => new Decimal(ms).div(MS_PER_UNIT).toFixed(3, Decimal.ROUND_HALF_UP);

/** Heaters were idle while they burned: that work computed nothing, for heat. */
function nothingGiven(burnCoreMs: number): Claim {
  const inputs = { grants: 0, givenCoreHours: hours(0), burnCoreHours: hours(burnCoreMs) };
  if (burnCoreMs > 0) return claimOf('grants-forgone-value', { figure: '0.00', holds: false, inputs });
  const missing = ['idle capacity: no heater burned, and no work was given'];
  return claimOf('grants-forgone-value', { figure: null, holds: null, inputs, missing });
}

/**
 * Value forgone for research, by grant. Heaters that burned while nothing was given refute the claim; where nothing
 * was idle there was nothing to give, and it is left open.
 */
export function forgoneClaim(grants: readonly Forgone[], burnCoreMs: number): Claim {
  const givenCoreMs = grants.reduce((ms, grant) => addExact(ms, grant.coreMs), 0);
  if (givenCoreMs === 0) return nothingGiven(burnCoreMs);
  const unpriced = grants.filter(({ unpricedCoreMs }) => unpricedCoreMs > 0);
  const value = grants.reduce((eur, { valueEur }) => eur.plus(valueEur), new Decimal(0));
  return claimOf('grants-forgone-value', {
    figure: eurText(toCents(value)),
    holds: unpriced.length > 0 ? null : true,
    inputs: {
      grants: grants.length,
      givenCoreHours: hours(givenCoreMs),
      burnCoreHours: hours(burnCoreMs),
      ...Object.fromEntries(
        grants.map(({ contract, coreMs, valueCents }) => [
          `grant ${contract}`,
          `${hours(coreMs)} core-hours, ${eurText(valueCents)} EUR`,
        ]),
      ),
    },
    missing: unpriced.map(
      ({ contract, unpricedCoreMs }) =>
        `a price of ${hours(unpricedCoreMs)} core-hours given under ${contract}`,
    ),
  });
}
