import { isBlank } from '#domain/texts';
import type { DocumentIssuedData, DocumentParty } from '#events';
import { faultIf, type Fault } from './fault.js';

/** Control characters but tab and line breaks, the two that are none, and halves of a pair (XML 1.0 section 2.2). */
const UNWRITABLE = /(?![\t\n\r])\p{Control}|[\ufffe\uffff]|\p{Surrogate}/u;

/** Letters of Latin scripts and signs: nothing of what cannot be written. */
const PLAIN = /^[\x20-\x7e\xa0-\u024f\u2010-\u2027\u202f-\u203a\u20ac]*$/;

const LONGEST = 300;

const REMEDY =
  'It is blank, longer than 300 characters, or holds a control character or a broken one, which no document can. Register or sign it again without.';

/** Texts that no document can bear: `&`, `<` and emoji are none of them. A sealed name was looked at before it was sealed. */
export const textFaults = (document: DocumentIssuedData): Fault[] =>
  textsOf(document).flatMap(([field, text, longest]) =>
    faultIf(
      isBlank(text) || text.length > longest || (!PLAIN.test(text) && UNWRITABLE.test(text)),
      'TEXT_INVALID',
      field,
      REMEDY,
    ),
  );

type Told = readonly [field: string, text: string, longest: number];

function textsOf({ lines, mentions, seller, buyer, ...document }: DocumentIssuedData): Told[] {
  const references = [
    ['purchaseOrder (BT-13)', document.purchaseOrder],
    ['buyerReference (BT-10)', document.buyerReference],
    ['contractReference (BT-12)', document.contractReference],
  ] as const;
  return [
    ...lines.map(({ label }, i): Told => [`lines[${i}].label (BT-153)`, label, LONGEST]),
    ...mentions.map(({ text }, i): Told => [`mentions[${i}] (BT-22)`, text, Infinity]),
    ...document.exemptions.map(({ text }, i): Told => [`exemptions[${i}].text (BT-120)`, text, LONGEST]),
    ...partyTexts('seller', seller),
    ...partyTexts('buyer', buyer),
    ...references.flatMap(([field, text]): Told[] => (text === null ? [] : [[field, text, 100]])),
  ];
}

const partyTexts = (role: string, { identity, legalMention }: DocumentParty): Told[] => [
  ...('person' in identity
    ? []
    : ([
        [`${role}.name (BG-4, BG-7)`, identity.name, LONGEST],
        [`${role}.address (BG-5, BG-8)`, identity.address, LONGEST],
      ] satisfies Told[])),
  ...(legalMention === null ? [] : [[`${role}.legalMention (BT-33)`, legalMention, 200] as const]),
];
