import { exhausted } from '#domain/decision';
import type { ClientRegistered, CompanyRegistered, DailyUsage, Mention, OwnerRegistered } from '#events';
import type { DocumentDraft } from './draft.js';
import { exemptionsOf } from './e-invoice.js';
import { cutTo, formatDate, formatPercent, type Language } from './format.js';
import { isRepayment } from './kinds.js';
import { isPaidWhole } from './prepaid-totals.js';

/** What mentions depend on besides the draft: facts at issue. */
export interface MentionFacts {
  readonly company: CompanyRegistered['data'];
  readonly client: ClientRegistered['data'] | null;
  readonly owner: OwnerRegistered['data'] | null;
  readonly mandate: { readonly mandate: string; readonly from: string } | null;
  /** What the contracts of an invoice agree on for references; absent: nothing. */
  readonly references?: { readonly purchaseOrder: string | null; readonly buyerReference: string | null };
  /** For the chart; absent: none. */
  readonly daily?: DailyUsage | null;
}

type Texts = Readonly<Record<Language, string>>;
const say = (language: Language, texts: Texts): string => texts[language];

const TEXT_LENGTH = 500;
const tell = (language: Language, texts: Texts, code: Mention['code'] = null): Mention => ({
  code,
  text: cutTo(texts[language], TEXT_LENGTH),
});

/**
 * What the law wants printed on each kind of document (CGI ann. II art. 242 nonies A; C. com. L441-9, L441-10):
 * never the indemnity or late rate for an individual, never the words of an invoice on a repayment.
 */
export function mentionsOf(draft: DocumentDraft, facts: MentionFacts): Mention[] {
  switch (draft.kind) {
    case 'invoice':
      return [...replaces(draft), services(draft), ...vatOnSale(draft, facts), ...dues(draft, facts)];
    case 'corrected-invoice':
      return [...corrects(draft), services(draft), ...vatOnSale(draft, facts), ...dues(draft, facts)];
    case 'credit-note':
      return [...corrects(draft), services(draft), ...vatOnSale(draft, facts), ...lateness(draft, facts)];
    case 'self-billed-invoice':
      return [...replaces(draft), selfBilled(draft, facts), goods(draft), ...late(draft, facts)];
    case 'self-billed-credit-note':
      return [...corrects(draft), selfBilled(draft, facts), goods(draft), ...late(draft, facts)];
    case 'repayment-statement':
      return [...replaces(draft), repayment(draft), ...recovery(draft)];
    case 'repayment-correction':
      return [...corrects(draft), repayment(draft)];
    case 'prepayment-invoice':
      return [services(draft), ...vatOnSale(draft, facts), prepaid(draft), ...lateness(draft, facts)];
    default:
      return exhausted(draft.kind);
  }
}

const services = ({ language }: DocumentDraft): Mention =>
  tell(language, {
    fr: 'Nature de l’opération : prestations de services.',
    en: 'Category of operation: services (prestations de services).',
  });
const goods = ({ language }: DocumentDraft): Mention =>
  tell(language, {
    fr: 'Nature de l’opération : livraison de biens (électricité, accise comprise).',
    en: 'Category of operation: goods (livraison de biens): electricity, excise included.',
  });

function vatOnSale(draft: DocumentDraft, { company, client }: MentionFacts): Mention[] {
  const categories = new Set(draft.vat.map((total) => total.category));
  const mentions: Mention[] = [];
  if (categories.has('S') && company.vatPoint === 'debits')
    mentions.push(
      tell(draft.language, {
        fr: 'Option pour le paiement de la taxe d’après les débits.',
        en: 'VAT payable on invoicing (option pour le paiement de la taxe d’après les débits).',
      }),
    );
  if (categories.has('AE'))
    mentions.push(
      tell(draft.language, {
        fr: 'Autoliquidation : TVA due par le preneur (art. 283-2 du CGI ; art. 44 et 196 de la directive 2006/112/CE).',
        en: 'Reverse charge (autoliquidation): VAT due by the customer (articles 44 and 196 of Directive 2006/112/EC).',
      }),
    );
  for (const { category, text } of exemptionsOf(draft, client?.vat ?? null))
    if (category !== 'AE') mentions.push({ code: null, text: `${text}.`.replace('..', '.') });
  return mentions;
}

/** How to pay; where nothing is left to pay, that. */
const dues = (draft: DocumentDraft, facts: MentionFacts): Mention[] => [
  isPaidWhole(draft) ? paidWhole(draft) : payment(draft, facts),
  ...lateness(draft, facts),
];

function payment({ language }: DocumentDraft, { company }: MentionFacts): Mention {
  const bank = `IBAN ${company.iban}${company.bic === null ? '' : `, BIC ${company.bic}`}`;
  return tell(language, { fr: `Paiement par virement : ${bank}.`, en: `Payment by bank transfer: ${bank}.` });
}

const noDiscount = (language: Language): Mention =>
  tell(
    language,
    { fr: 'Pas d’escompte pour paiement anticipé.', en: 'No discount for early payment.' },
    'AAB',
  );

/**
 * On every invoice and credit note for a business or a public body, paid or not (C. com. L441-9; XP Z12-012, BR-FR-05).
 * An individual owes neither the indemnity nor these penalties, and is offered no discount.
 */
const lateness = (draft: DocumentDraft, facts: MentionFacts): Mention[] =>
  facts.client?.kind === 'individual' ? [] : late(draft, facts);

function late({ language }: DocumentDraft, { company, client }: MentionFacts): Mention[] {
  const [interest, indemnity] = isPublicBody(client)
    ? [PUBLIC_INTEREST, PUBLIC_INDEMNITY]
    : [businessInterest(formatPercent(company.lateRatePercent, language)), BUSINESS_INDEMNITY];
  return [noDiscount(language), tell(language, interest, 'PMD'), tell(language, indemnity, 'PMT')];
}

/** French public procurement law governs what a French public body owes, whatever a company asks of others. */
const isPublicBody = (client: MentionFacts['client']): boolean =>
  client?.kind === 'public-body' && client.country === 'FR';

const businessInterest = (rate: string): Texts => ({
  fr: `Retard de paiement : pénalités au taux annuel de ${rate} (art. L441-10 du code de commerce).`,
  en: `Late payment: interest at ${rate} a year (article L441-10 of the French commercial code).`,
});
const BUSINESS_INDEMNITY: Texts = {
  fr: 'Indemnité forfaitaire pour frais de recouvrement en cas de retard : 40 € (art. D441-5 du code de commerce).',
  en: 'Fixed indemnity for recovery costs in case of late payment: €40 (article D441-5 of the French commercial code).',
};

/** The rate is that of the half-year in which interest begins to run: it is told in words (CCP R2192-31). */
const PUBLIC_INTEREST: Texts = {
  fr: 'Retard de paiement : intérêts moratoires au taux de refinancement principal de la BCE majoré de huit points (art. L2192-13 et R2192-31 du code de la commande publique).',
  en: 'Late payment: interest at the main refinancing rate of the ECB plus eight points (articles L2192-13 and R2192-31 of the French public procurement code).',
};
const PUBLIC_INDEMNITY: Texts = {
  fr: 'Indemnité forfaitaire pour frais de recouvrement en cas de retard : 40 € (art. D2192-35 du code de la commande publique).',
  en: 'Fixed indemnity for recovery costs in case of late payment: €40 (article D2192-35 of the French public procurement code).',
};

function selfBilled({ language }: DocumentDraft, { company, owner, mandate }: MentionFacts): Mention {
  const [by, of, under] = [company.name, owner?.name ?? '', mandate?.mandate ?? ''];
  return tell(language, {
    fr: `Autofacturation : facture établie par ${by} au nom et pour le compte de ${of} (mandat ${under}, art. 289 I-2 du CGI).`,
    en: `Self-billing (autofacturation): drawn up by ${by} in the name and on behalf of ${of} (mandate ${under}, art. 289 I-2 CGI).`,
  });
}

/** Which document it corrects, and why where somebody decided so. */
const corrects = (draft: DocumentDraft): Mention[] => [
  cited(draft),
  ...(draft.reason === undefined
    ? []
    : [tell(draft.language, { fr: `Motif : ${draft.reason}`, en: `Reason: ${draft.reason}` })]),
];

function cited({ language, cites, kind }: DocumentDraft): Mention {
  const list = cites.map(({ number, issueDate }) =>
    say(language, {
      fr: `n° ${number} du ${formatDate(issueDate, language)}`,
      en: `no. ${number} of ${formatDate(issueDate, language)}`,
    }),
  );
  const what: Texts =
    kind === 'repayment-correction'
      ? { fr: 'Rectifie le relevé', en: 'Corrects statement' }
      : kind === 'corrected-invoice'
        ? { fr: 'Annule et remplace la facture', en: 'Cancels and replaces invoice' }
        : { fr: 'Avoir sur la facture', en: 'Credit note on invoice' };
  return { code: null, text: cutTo(`${say(language, what)} ${list.join(', ')}.`, TEXT_LENGTH) };
}

const prepaid = ({ language }: DocumentDraft): Mention =>
  tell(language, {
    fr: 'Facture d’acompte, acquittée : elle sera déduite des factures à venir.',
    en: 'Prepayment invoice, paid: later invoices deduct it.',
  });

const paidWhole = ({ language, received }: DocumentDraft): Mention =>
  tell(
    language,
    received === undefined
      ? {
          fr: 'Facture acquittée par acompte : rien ne reste à payer.',
          en: 'Paid in advance: nothing is left to pay.',
        }
      : {
          fr: 'Facture acquittée : rien ne reste à payer.',
          en: 'Paid already: nothing is left to pay.',
        },
  );

/** Which document was cancelled and is issued anew by this one. */
function replaces({ language, kind, replaces: replaced }: DocumentDraft): Mention[] {
  if (replaced === undefined) return [];
  const { number, issueDate, creditNote } = replaced;
  const on = formatDate(issueDate, language);
  const repays = isRepayment(kind);
  const by: Texts = {
    fr:
      creditNote === null
        ? ''
        : repays
          ? ` par le rectificatif n° ${creditNote}`
          : ` par l’avoir n° ${creditNote}`,
    en: creditNote === null ? '' : ` by ${repays ? 'correction' : 'credit note'} no. ${creditNote}`,
  };
  return [
    tell(language, {
      fr: `Remplace ${repays ? 'le relevé' : 'la facture'} n° ${number} du ${on}, ${repays ? 'annulé' : 'annulée'}${by.fr}.`,
      en: `Replaces ${repays ? 'statement' : 'invoice'} no. ${number} of ${on}, cancelled${by.en}.`,
    }),
  ];
}

const repayment = ({ language }: DocumentDraft): Mention =>
  tell(language, {
    fr: 'Remboursement d’électricité toutes taxes comprises, hors du champ de la TVA. Ce relevé n’est pas une facture.',
    en: 'Repayment of electricity including tax, outside the scope of VAT. This statement is not an invoice.',
  });

/** Only where adjustments take back more than they add: it is never claimed. */
function recovery({ language, lines, party }: DocumentDraft): Mention[] {
  const adjustedCents = lines
    .filter(({ adjusts }) => adjusts !== null)
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
  if (party.kind !== 'resident' || adjustedCents >= 0) return [];
  return [
    tell(language, {
      fr: 'Un trop-perçu antérieur est déduit de ce remboursement ; rien ne vous est réclamé.',
      en: 'An earlier overpayment is deducted from this repayment; nothing is claimed from you.',
    }),
  ];
}
