import type { DocumentIssuedData } from '#events';
import { isSelfBilled } from '../kinds.js';
import { faultIf, type Fault } from './fault.js';

const BUSINESS_CODES = ['PMT', 'PMD', 'AAB'] as const;
const LAW: Readonly<Record<(typeof BUSINESS_CODES)[number], string>> = {
  PMT: 'the indemnity of 40 EUR (C. com. D441-5)',
  PMD: 'the rate of late-payment interest (C. com. L441-10)',
  AAB: 'the discount, or that there is none (C. com. L441-9)',
};
/** What one sentence may hold: a longer one was cut. */
const LENGTH_MAX = 500;

/**
 * What the law wants said: PMT, PMD and AAB exactly once to a business (XP Z12-012, BR-FR-05, -06) and never to an
 * individual or on a repayment; "Autofacturation" with the mandate; "Autoliquidation".
 */
export const sentenceFaults = (document: DocumentIssuedData): Fault[] => [
  ...businessFaults(document),
  ...selfBillingFaults(document),
  ...reverseChargeFaults(document),
  ...document.mentions.flatMap(({ text }, i) =>
    faultIf(
      text.length >= LENGTH_MAX,
      'MENTION_TOO_LONG',
      `mentions[${i}] (BT-22)`,
      `A sentence has less than ${LENGTH_MAX} characters. Register company or owner with a shorter name.`,
    ),
  ),
];

function businessFaults({ profile, mentions }: DocumentIssuedData): Fault[] {
  const business = profile !== null && profile !== 'B2C';
  return BUSINESS_CODES.flatMap((code) => {
    const said = mentions.filter((mention) => mention.code === code).length;
    if (business)
      return faultIf(
        said !== 1,
        'MENTION_MISSING',
        `mentions[${code}] (BT-21)`,
        `A business is told ${LAW[code]} exactly once, not ${said} times. Report it: nothing was issued.`,
      );
    return faultIf(
      said > 0,
      'MENTION_UNASKED',
      `mentions[${code}] (BT-21)`,
      `${code} is for business customers alone. Report it: nothing was issued.`,
    );
  });
}

function selfBillingFaults({ kind, mentions, seller }: DocumentIssuedData): Fault[] {
  if (!isSelfBilled(kind)) return [];
  const said = mentions.find(({ text }) => /autofacturation/i.test(text));
  return [
    ...faultIf(
      said === undefined,
      'MENTION_MISSING',
      'mentions[Autofacturation] (BT-22)',
      'A self-billed document says so (CGI ann. II art. 242 nonies A). Report it: nothing was issued.',
    ),
    ...faultIf(
      said !== undefined && !/\((?:mandat|mandate) [^\s,]+,/.test(said.text),
      'MANDATE_MISSING',
      'mentions[Autofacturation] (BT-22)',
      `It names the mandate under which it is drawn up (CGI art. 289 I-2). Record the self-billing mandate of ${seller.party ?? 'the owner'}.`,
    ),
  ];
}

const reverseChargeFaults = ({ vat, profile, mentions }: DocumentIssuedData): Fault[] =>
  faultIf(
    profile !== null &&
      vat.some(({ category }) => category === 'AE') &&
      !mentions.some(({ text }) => /autoliquidation/i.test(text)),
    'MENTION_MISSING',
    'mentions[Autoliquidation] (BT-22)',
    'Reverse charge is said in words (CGI ann. II art. 242 nonies A). Report it: nothing was issued.',
  );
