import { formatEur, type Language } from '#domain/documents';
import type { PrintableProof } from '../model/index.js';

type In = Readonly<Record<Language, string>>;

interface Verdict {
  readonly ink: string;
  readonly answer: In;
  readonly because: In;
}

/** The answer to the one question, and why, in a sentence each. */
export function verdictOf(proof: PrintableProof): Verdict {
  const { status, creditedCents, shortCents, ownerPays } = proof;
  const fr = (cents: number): string => formatEur(cents, 'fr');
  const en = (cents: number): string => formatEur(cents, 'en');
  switch (status) {
    case 'FREE_PAID':
      return {
        ink: '#1d7a4f',
        answer: { fr: 'Oui. Cette chaleur ne vous a rien coûté.', en: 'Yes. This heat cost you nothing.' },
        because:
          ownerPays === null
            ? { fr: 'Vous n’avez rien eu à payer.', en: 'There was nothing for you to pay.' }
            : {
                fr: `${ownerPays} paie cette électricité et s’est engagé à ne pas vous la refacturer.`,
                en: `${ownerPays} pays for this electricity and has undertaken not to charge it to you.`,
              },
      };
    case 'FREE_DUE':
      return {
        ink: '#1d7a4f',
        answer: {
          fr: `Oui, dès que vous aurez reçu ${fr(creditedCents)}.`,
          en: `Yes, once you have received ${en(creditedCents)}.`,
        },
        because: {
          fr: 'Ce que ces radiateurs ont coûté sur votre contrat vous est remboursé en entier.',
          en: 'What these heaters cost on your contract is repaid to you in full.',
        },
      };
    case 'SHORT':
      return {
        ink: '#b3261e',
        answer: {
          fr: `Non. Il vous reste ${fr(shortCents)} à charge.`,
          en: `No. ${en(shortCents)} is left for you to bear.`,
        },
        because: {
          fr: 'Le remboursement ne couvre pas tout ce que ces radiateurs ont coûté sur votre contrat.',
          en: 'The repayment does not cover all that these heaters cost on your contract.',
        },
      };
    case 'UNPROVEN':
      return {
        ink: '#8a5a00',
        answer: { fr: 'Nous ne pouvons pas encore le prouver.', en: 'We cannot prove it yet.' },
        because: {
          fr: 'Il nous manque ce qui est indiqué plus bas.',
          en: 'What we lack is stated below.',
        },
      };
  }
}

const REASONS: Readonly<Record<string, In>> = {
  NOT_OPTED_IN: {
    fr: 'Vous n’avez pas demandé le remboursement ; il suffit de nous le dire.',
    en: 'You have not asked to be repaid; telling us is enough.',
  },
  PRICE_ABOVE_CREDIT: {
    fr: 'Votre tarif est plus élevé que le prix convenu pour le remboursement.',
    en: 'Your tariff is above the price agreed for the repayment.',
  },
  REGISTER_NOT_AGREED: {
    fr: 'Le chauffage d’appoint n’est pas compris dans l’accord de remboursement.',
    en: 'The auxiliary heating element is not part of the repayment agreement.',
  },
  ESTIMATE_NOT_AGREED: {
    fr: 'Une consommation estimée n’est pas remboursée par l’accord.',
    en: 'Estimated consumption is not repaid under the agreement.',
  },
  NO_AGREEMENT: {
    fr: 'Aucun accord de remboursement n’est enregistré pour ce compteur.',
    en: 'No repayment agreement is recorded for this meter.',
  },
  NO_UNDERTAKING: {
    fr: 'L’engagement du propriétaire de ne pas refacturer cette chaleur ne couvre pas toute la période.',
    en: 'The owner’s undertaking not to charge this heat does not cover the whole period.',
  },
  HELD_SPAN: {
    fr: 'Une mesure est en cours de vérification.',
    en: 'A measurement is being checked.',
  },
  DISCARDED: {
    fr: 'Une mesure douteuse a été écartée.',
    en: 'A doubtful measurement was discarded.',
  },
  NO_READING: {
    fr: 'Il manque un relevé du radiateur.',
    en: 'A reading of the heater is missing.',
  },
  NO_PRICE: {
    fr: 'Le prix de votre électricité ne nous est pas connu.',
    en: 'The price of your electricity is not known to us.',
  },
  NO_COLOUR: {
    fr: 'La couleur Tempo de certains jours ne nous est pas connue.',
    en: 'The Tempo colour of some days is not known to us.',
  },
  NO_WINDOWS: {
    fr: 'Les heures creuses de ce compteur ne nous sont pas connues.',
    en: 'The off-peak hours of this meter are not known to us.',
  },
  NO_HOLDER: {
    fr: 'Le titulaire du contrat d’électricité n’est pas connu.',
    en: 'The holder of the electricity contract is not known.',
  },
  NOT_OCCUPIED: {
    fr: 'Personne n’habitait ce logement pendant cette période.',
    en: 'Nobody lived in this dwelling during this period.',
  },
};

export const reasonText = (reason: string, language: Language): string =>
  REASONS[reason]?.[language] ?? reason;

export const PROOF_WORDS = {
  title: { fr: 'Votre chaleur', en: 'Your heat' },
  question: { fr: 'Cette chaleur était-elle gratuite pour vous ?', en: 'Was this heat free for you?' },
  questionOfNobody: {
    fr: 'Quelqu’un a-t-il dû payer cette chaleur ?',
    en: 'Did anybody have to pay for this heat?',
  },
  energy: { fr: 'Énergie des radiateurs', en: 'Energy of the heaters' },
  computing: { fr: 'calcul', en: 'computing' },
  auxiliary: { fr: 'appoint', en: 'auxiliary' },
  cost: { fr: 'Coût sur votre contrat', en: 'Cost on your contract' },
  credit: { fr: 'Remboursé', en: 'Repaid' },
  ownTariff: { fr: 'à votre propre tarif, toutes taxes', en: 'at your own tariff, all taxes included' },
  paidByOwner: { fr: 'payé par le propriétaire', en: 'paid by the owner' },
  unknownHolder: { fr: 'titulaire du contrat inconnu', en: 'holder of the contract not known' },
  agreed: { fr: 'au prix de l’accord', en: 'at the price agreed' },
  why: { fr: 'Pourquoi', en: 'Why' },
  value: { fr: 'Valeur de cette chaleur', en: 'Worth of this heat' },
  meterTariff: {
    fr: 'au tarif de ce compteur, toutes taxes',
    en: 'at the tariff of this meter, all taxes included',
  },
  noPrice: { fr: 'prix de l’électricité inconnu', en: 'price of the electricity not known' },
  atSetpoint: { fr: 'Temps à la consigne', en: 'Time at the setpoint' },
  ofMeasured: { fr: 'mesurées, tous radiateurs ; au-dessous :', en: 'measured, all heaters; below it:' },
  of: { fr: 'sur', en: 'of' },
  noSensor: { fr: 'aucune sonde de température', en: 'no room sensor' },
  creditedBy: { fr: 'Document de remboursement :', en: 'Repaid by document:' },
  dated: { fr: 'du', en: 'of' },
  foot: {
    fr: 'Ce relevé est une preuve, établie d’après les compteurs des radiateurs ; il ne déplace aucune somme. L’état est celui du jour de la clôture du mois.',
    en: 'This statement is a proof, drawn from the meters inside the heaters; it moves no money. It shows the state on the day the month was closed.',
  },
} as const satisfies Readonly<Record<string, In>>;
