import { cutTo, type Language } from '#domain/documents';
import { Decimal, eurText } from '#domain/quantity';
import { monthOfKey } from '#domain/rating';
import type { DocumentIssuedData, DocumentLine } from '#events';
import type { CreditReason } from './commands.js';

const LABEL_LENGTH = 300;
const MONTH = /^\d{4}-\d{2}$/;

type Words = Readonly<Record<Language, string>>;

const REASON_WORDS: Readonly<Record<CreditReason, Words>> = {
  gesture: { fr: 'Geste commercial', en: 'Goodwill' },
  error: { fr: 'Erreur', en: 'Error' },
  'not-delivered': { fr: 'Prestation non rendue', en: 'Not delivered' },
  returned: { fr: 'Acompte restitué', en: 'Prepayment returned' },
  other: { fr: 'Avoir', en: 'Credit' },
};
const CANCELLED: Words = { fr: 'Annulation', en: 'Cancelled' };
const LEFT: Words = { fr: 'reste après avoirs', en: 'what is left after credits' };

export const reasonWord = (reason: CreditReason, language: Language): string =>
  REASON_WORDS[reason][language];
export const cancelledWord = (language: Language): string => CANCELLED[language];

/** Unit of the quantity that a line stated; of hourly prices that is their energy. */
function unitOf({
  adjusts,
  energyWh,
  unit,
}: DocumentLine): Pick<NonNullable<DocumentLine['adjusts']>, 'unit'> {
  if (adjusts === null) return { unit: energyWh === undefined ? unit : 'kWh' };
  return adjusts.unit === undefined ? {} : { unit: adjusts.unit };
}

/** A line of a document, whole or 1 × an amount of it; the quantity that it stated stands beside it. */
function partOf(
  line: DocumentLine,
  { period }: Pick<DocumentIssuedData, 'period'>,
  paper: string,
  amountCents: number,
): DocumentLine {
  const { energyWh, ...stated } = line;
  const whole = amountCents === line.amountCents;
  const month = monthOfKey(line.key);
  const quantity =
    line.adjusts?.quantityNow ??
    (energyWh === undefined ? line.quantity : new Decimal(energyWh).div(1000).toFixed(3));
  return {
    ...stated,
    ...(whole
      ? {}
      : {
          quantity: amountCents < 0 ? '-1' : '1',
          unit: 'one',
          priceEur: eurText(Math.abs(amountCents)),
          priceBase: 1,
          amountCents,
        }),
    adjusts: {
      document: paper,
      period: line.adjusts?.period ?? (MONTH.test(month) ? month : period),
      // The quantity stays: it is the paper or the amount that is taken back.
      quantityThen: quantity,
      quantityNow: quantity,
      priceEur: line.adjusts?.priceEur ?? line.priceEur,
      ...unitOf(line),
    },
  };
}

/** A line that gives back so much of a line, under a key of its own or the same. */
export function creditLine(
  line: DocumentLine,
  document: Pick<DocumentIssuedData, 'period'>,
  credit: {
    readonly key: string;
    readonly paper: string;
    readonly amountCents: number;
    readonly word: string;
    readonly language: Language;
  },
): DocumentLine {
  const { key, paper, amountCents, word, language } = credit;
  const colon = language === 'fr' ? ' : ' : ': ';
  const label = cutTo(`${word}${colon}${line.label}`, LABEL_LENGTH);
  return { ...partOf(line, document, paper, amountCents), key, label };
}

/** A line billed anew: as it stands where nothing was credited from it, else what is left of it. */
export function reissuedLine(
  line: DocumentLine,
  document: Pick<DocumentIssuedData, 'period' | 'language'>,
  paper: string,
  leftCents: number,
): DocumentLine {
  if (leftCents === line.amountCents) return { ...line };
  const note = ` (${LEFT[document.language]})`;
  const label = `${cutTo(line.label, LABEL_LENGTH - note.length)}${note}`;
  return { ...partOf(line, document, paper, leftCents), label };
}
