import { eurText } from '#domain/quantity';
import type { PaymentInstruction } from '#events';

/** Limits of the European Payments Council's guideline EPC069-12. */
const NAME_LENGTH = 70;
const REMITTANCE_LENGTH = 140;
const BYTES = 331;
const CENTS_MAX = 99_999_999_999;

/**
 * What a banking app reads from a QR code to fill in a SEPA credit transfer (EPC069-12, version 002, UTF-8).
 * Null where no transfer is due, or it is more than a code can ask for.
 */
export function epcText(
  { iban, bic, accountName, remittance }: PaymentInstruction,
  amountCents: number,
): string | null {
  if (amountCents <= 0 || amountCents > CENTS_MAX) return null;
  const lines = (name: string): string =>
    [
      'BCD',
      '002',
      '1',
      'SCT',
      bic ?? '',
      name,
      iban.replace(/\s/g, ''),
      `EUR${eurText(amountCents)}`,
      '',
      '',
      field(remittance, REMITTANCE_LENGTH),
    ].join('\n');
  const signs = [...field(accountName, NAME_LENGTH)];
  // Signs of several bytes: the name gives way before the code outgrows its limit.
  while (signs.length > 1 && Buffer.byteLength(lines(signs.join(''))) > BYTES) signs.pop();
  return lines(signs.join('').trim());
}

/** A field is one line of at most so many signs. */
const field = (text: string, length: number): string =>
  [
    ...text
      .normalize('NFC')
      .replace(/\p{C}+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ]
    .slice(0, length)
    .join('')
    .trim();
