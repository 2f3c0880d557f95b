import type { Charge, WorkLine } from '#domain/rating';
import { Decimal } from '#domain/quantity';
import { formatNumber, formatPercent, type Language } from './format.js';

const SECONDS_PER_HOUR = 3600;

/** What a line of computing is: contract, what the price is for, and the quantity as people think of it. */
export function workLabel(charge: Charge, work: WorkLine, language: Language): string {
  const head =
    language === 'fr' ? `Calcul, contrat ${charge.subject}` : `Computing, contract ${charge.subject}`;
  return [head, ...describe(charge, work, language)].join(', ') + quantity(charge, work, language);
}

const unitWord = (unit: WorkLine['unit'], language: Language): string => {
  if (unit === 'ghz-hour') return language === 'fr' ? 'GHz-heures' : 'GHz-hours';
  return language === 'fr' ? 'heures-cœur' : 'core-hours';
};

/** Seconds are what is invoiced; hours are how people think of it. */
const hours = (charge: Charge, unit: WorkLine['unit'], language: Language): string =>
  `${formatNumber(new Decimal(charge.quantityText).div(SECONDS_PER_HOUR).toFixed(2), language)} ${unitWord(unit, language)}`;

/** In brackets behind usage and reserved capacity; packages and amounts count for themselves. */
const quantity = (charge: Charge, { unit }: WorkLine, language: Language): string =>
  charge.unit === 'package' || charge.unit === 'one' ? '' : ` (${hours(charge, unit, language)})`;

function describe(charge: Charge, work: WorkLine, language: Language): string[] {
  const fr = language === 'fr';
  const { kind, plan, model, tier, packageUnits, discountPercent, allowanceUnits, unit } = work;
  const units = (text: string): string => `${formatNumber(text, language)} ${unitWord(unit, language)}`;
  const parts: (string | null)[] = [
    kind === 'reserved' ? (fr ? 'capacité réservée' : 'reserved capacity') : null,
    kind === 'minimum' ? (fr ? 'complément au minimum mensuel' : 'top-up to the monthly minimum') : null,
    plan !== null && kind !== 'reserved' ? `plan ${plan}` : null,
    model !== null ? (fr ? `processeur ${model}` : `processor ${model}`) : null,
    tier === null ? null : tierText(tier, units, language),
    charge.unit === 'package' && packageUnits !== null
      ? fr
        ? `forfaits entamés de ${units(packageUnits)}`
        : `packages of ${units(packageUnits)} begun`
      : null,
    kind === 'fee' ? (fr ? 'frais fixes' : 'flat fee') : null,
    kind === 'usage' && allowanceUnits !== null
      ? fr
        ? `après franchise de ${units(allowanceUnits)}`
        : `after the allowance of ${units(allowanceUnits)}`
      : null,
    discountPercent !== null && Number(discountPercent) > 0
      ? fr
        ? `remise de ${formatPercent(discountPercent, language)} comprise`
        : `less ${formatPercent(discountPercent, language)} discount`
      : null,
  ];
  return parts.filter((part) => part !== null);
}

function tierText(
  { number, above, upTo }: NonNullable<WorkLine['tier']>,
  units: (text: string) => string,
  language: Language,
): string {
  const fr = language === 'fr';
  const name = fr ? `${number}${number === 1 ? 're' : 'e'} tranche` : `tier ${number}`;
  if (new Decimal(above).isZero())
    return upTo === null ? name : `${name} ${fr ? 'jusqu’à' : 'up to'} ${units(upTo)}`;
  return `${name} ${fr ? 'au-delà de' : 'above'} ${units(above)}`;
}
