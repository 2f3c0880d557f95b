import type { In } from './words.js';

/** Words of a resident's statement. */
export const RESIDENT_WORDS = {
  title: { fr: 'Votre chaleur', en: 'Your heat' },
  statement: { fr: 'Relevé de remboursement', en: 'Repayment statement' },
  question: { fr: 'Que vous a coûté cette chaleur ?', en: 'What did this heat cost you?' },
  nothing: { fr: 'Rien, dès que vous aurez reçu', en: 'Nothing, once you have received' },
  nothingAtAll: { fr: 'Rien.', en: 'Nothing.' },
  stillYours: { fr: 'restent à votre charge.', en: 'are left for you to bear.' },
  unknown: { fr: 'Nous ne pouvons pas encore le dire.', en: 'We cannot tell yet.' },
  toYou: { fr: 'Nous vous versons', en: 'We pay you' },
  because: {
    fr: 'Votre fournisseur d’électricité vous facture l’énergie de ces radiateurs ; nous vous la remboursons.',
    en: 'Your electricity supplier charges you for the energy of these heaters; we pay it back to you.',
  },
  becauseShort: {
    fr: 'Le remboursement ne couvre pas tout ce que ces radiateurs ont coûté sur votre contrat. Voici pourquoi.',
    en: 'The repayment does not cover all that these heaters cost on your contract. This is why.',
  },
  becauseUnknown: { fr: 'Il nous manque ce qui est dit plus bas.', en: 'What we lack is said below.' },
  heat: { fr: 'Chaleur reçue', en: 'Heat received' },
  heatNote: { fr: 'énergie de vos radiateurs', en: 'energy of your heaters' },
  wouldCost: { fr: 'Elle vous aurait coûté', en: 'It would have cost you' },
  wouldCostNote: { fr: 'à votre propre tarif, toutes taxes', en: 'at your own tariff, all taxes included' },
  repaid: { fr: 'Remboursé', en: 'Repaid' },
  youPay: { fr: 'Vous payez', en: 'You pay' },
  whoPays: { fr: 'pris en charge par', en: 'borne by' },
  missing: { fr: 'il manque cette somme', en: 'this sum is missing' },
  unknownFigure: { fr: 'pas encore connu', en: 'not known yet' },
  noFigure: { fr: '\u2013', en: '\u2013' },
  how: { fr: 'Le calcul', en: 'How it comes to this' },
  total: { fr: 'Nous vous versons', en: 'We pay you' },
  why: { fr: 'Pourquoi il manque quelque chose', en: 'Why something is missing' },
  next: { fr: 'Et maintenant ?', en: 'What happens now?' },
  nextPaid: {
    fr: 'vous est versé par virement, avec la référence',
    en: 'is paid to you by bank transfer, with the reference',
  },
  nextAccount: {
    fr: 'Si vous ne nous avez pas encore indiqué de compte, écrivez-nous.',
    en: 'If you have not given us an account yet, write to us.',
  },
  nextAgreement: {
    fr: 'Cela tient à l’accord de remboursement : écrivez-nous. Un nouvel accord vaut à partir du jour qu’il dit.',
    en: 'This follows from the repayment agreement: write to us. A new agreement holds from the day that it says.',
  },
  earlier: { fr: 'Des mois antérieurs sont régularisés de', en: 'Earlier months are adjusted by' },
  nextShort: {
    fr: 'Ce qui manque est recalculé à chaque fin de mois : si la cause est réglée pour ce mois, un relevé suivant le rattrape.',
    en: 'What is missing is worked out again at every end of month: once the cause is mended for this month, a later statement makes up for it.',
  },
  check: { fr: 'Comment vérifier', en: 'How to check it' },
  checkMeter: {
    fr: 'Chaque radiateur a son compteur : l’énergie est la différence entre deux relevés. Elle est comprise dans celle de votre compteur d’électricité, que votre gestionnaire de réseau vous montre.',
    en: 'Every heater has a meter: the energy is the difference of two readings. It is part of what your electricity meter shows, which your grid operator lets you see.',
  },
  checkPrice: {
    fr: 'Comparez les prix ci-dessus à ceux de la facture de votre fournisseur.',
    en: 'Compare the prices above with those on the bill of your supplier.',
  },
  checkFile: {
    fr: 'Le détail, radiateur par radiateur, est dans le fichier CSV de ce relevé.',
    en: 'Every heater by itself is in the CSV file of this statement.',
  },
  moreLines: { fr: 'autres lignes, dans le fichier CSV', en: 'more lines, in the CSV file' },
} as const satisfies Readonly<Record<string, In>>;
