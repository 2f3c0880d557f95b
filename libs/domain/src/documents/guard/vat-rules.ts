import type { DocumentIssuedData } from '#events';
import { asksForReason } from '../e-invoice.js';
import { faultIf, type Fault } from './fault.js';

/** Rates above zero in force in France, Corsica and overseas departments (CGI art. 278 to 281 nonies, 294 to 297). */
const RATES: ReadonlySet<string> = new Set(['20', '13', '10', '8.5', '5.5', '2.1', '1.75', '1.05', '0.9']);

/** Rules of EN 16931 for each category (BR-S, BR-Z, BR-E, BR-AE, BR-G, BR-O), and the rates of XP Z12-012 BR-FR-16. */
export function vatRuleFaults(document: DocumentIssuedData): Fault[] {
  const { profile, vat } = document;
  return profile === null
    ? []
    : [
        ...vat.flatMap(({ category, rate }) => rateFaults(category, rate)),
        ...exemptionFaults(document),
        ...vatNumberFaults(document),
        ...faultIf(
          vat.length > 1 && vat.some(({ category }) => category === 'O'),
          'VAT_O_MIXED',
          'vat (BG-23)',
          'What is outside the scope of VAT (O) stands on no invoice with anything else (BR-O-11). Register the client again with the treatment of the other lines.',
        ),
      ];
}

const rateFaults = (category: string, rate: string): Fault[] =>
  category === 'S'
    ? faultIf(
        !RATES.has(rate),
        'VAT_RATE_UNKNOWN',
        `vat[S ${rate}].rate (BT-119)`,
        `${rate} % is no rate in force in France. Register the company again with the right standard rate, or correct the price that bears it.`,
      )
    : faultIf(
        rate !== '0',
        'VAT_RATE_NOT_ZERO',
        `vat[${category} ${rate}].rate (BT-119)`,
        `Category ${category} has no rate but 0.`,
      );

function exemptionFaults({ kind, vat, exemptions }: DocumentIssuedData): Fault[] {
  const stated = exemptions.map(({ category }) => category);
  const categories = [...new Set(vat.map(({ category }) => category))];
  // An owner that deducts VAT is invoiced with it: nothing there asks for a reason.
  const asked = categories.filter(asksForReason);
  return [
    ...asked.flatMap((category) =>
      faultIf(
        stated.filter((one) => one === category).length !== 1,
        'VAT_REASON_MISSING',
        `exemptions[${category}] (BT-120, BT-121)`,
        kind.startsWith('self-billed')
          ? `Category ${category} asks for a reason, which a self-billed invoice has none of: its owner deducts VAT.`
          : `Category ${category} says once why no VAT is charged. Register the client again with the treatment and its reason.`,
      ),
    ),
    ...exemptions
      .filter(({ category }) => !asked.includes(category))
      .flatMap(({ category }) =>
        faultIf(
          true,
          'VAT_REASON_UNASKED',
          `exemptions[${category}] (BT-120, BT-121)`,
          `Category ${category} bears no reason for charging no VAT, or no line is of it.`,
        ),
      ),
  ];
}

/** Whoever charges VAT, or says why not, has a number; of reverse charge the buyer too; outside the scope neither. */
function vatNumberFaults({ kind, vat, seller, buyer }: DocumentIssuedData): Fault[] {
  const categories = new Set(vat.map(({ category }) => category));
  if (categories.has('O'))
    return faultIf(
      seller.vatNumber !== null || buyer.vatNumber !== null,
      'VAT_NUMBER_UNASKED',
      'seller.vatNumber (BT-31), buyer.vatNumber (BT-48)',
      'A document outside the scope of VAT (O) bears no VAT numbers (BR-O-02).',
    );
  const who = kind.startsWith('self-billed') ? `the owner ${seller.party ?? ''}` : 'the company';
  return [
    ...faultIf(
      seller.vatNumber === null && vat.length > 0,
      'VAT_NUMBER_MISSING',
      'seller.vatNumber (BT-31)',
      `The seller is named with its VAT number. Register ${who} again with it.`,
    ),
    ...faultIf(
      categories.has('AE') && buyer.vatNumber === null,
      'VAT_NUMBER_MISSING',
      'buyer.vatNumber (BT-48)',
      `The buyer owes the VAT (AE) under its number. Register the client ${buyer.party ?? ''} again with it.`,
    ),
  ];
}
