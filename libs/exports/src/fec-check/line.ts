import { amountText, centsOf, dayOf } from './fields.js';
import type { FecPlace, Findings } from './findings.js';
import type { FecField, Layout } from './layout.js';
import type { FecRule } from './rules.js';

/** A line whose fields stand where the header says. */
export class FecLine {
  constructor(
    readonly line: number,
    private readonly fields: readonly string[],
    private readonly layout: Layout,
    private readonly findings: Findings,
    private readonly shown: (text: string) => string,
  ) {}

  of(field: FecField): string {
    return this.fields[this.layout.at[field]] ?? '';
  }

  has(field: FecField): boolean {
    return this.layout.at[field] >= 0;
  }

  place(field: FecField): FecPlace {
    return { line: this.line, column: { number: this.layout.at[field] + 1, name: field } };
  }

  finds(rule: FecRule, field: FecField, expected?: string): void {
    this.findings.add(rule, this.place(field), this.shown(this.of(field)), expected);
  }
}

const NEVER_EMPTY: readonly FecField[] = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'ValidDate',
];
const DATES: readonly FecField[] = ['EcritureDate', 'PieceDate', 'ValidDate', 'DateLet'];
const PAIRS: readonly (readonly [FecRule, FecField, FecField])[] = [
  ['AUXILIARY_PAIR', 'CompAuxNum', 'CompAuxLib'],
  ['LETTER_PAIR', 'EcritureLet', 'DateLet'],
  ['CURRENCY_PAIR', 'Montantdevise', 'Idevise'],
];
/** An entry may be dated some weeks ahead of its recording. */
const DAYS_AHEAD_MAX = 31;

const isBlank = (text: string): boolean => text === '' || text.trim() === '';

/** Days of a fiscal year, both included, as days since 1970. */
export interface YearDays {
  readonly first: number;
  readonly last: number;
}

/** What a line says by itself. */
export function checkFields(line: FecLine, year: YearDays | null): void {
  for (const field of NEVER_EMPTY)
    if (line.has(field) && isBlank(line.of(field))) line.finds('FIELD_EMPTY', field);
  for (const field of DATES)
    if (!isBlank(line.of(field)) && dayOf(line.of(field)) === null) line.finds('DATE_INVALID', field);
  for (const [rule, one, other] of PAIRS) {
    if (!line.has(one) || !line.has(other) || isBlank(line.of(one)) === isBlank(line.of(other))) continue;
    line.finds(rule, isBlank(line.of(one)) ? one : other);
  }
  if (!isBlank(line.of('CompteNum')) && !/^\d{3}/.test(line.of('CompteNum')))
    line.finds('ACCOUNT_FORMAT', 'CompteNum');
  checkCurrency(line);
  checkDays(line, year);
}

function checkCurrency(line: FecLine): void {
  const [amount, code] = [line.of('Montantdevise'), line.of('Idevise')];
  if (!isBlank(amount) && centsOf(amount) === null) line.finds('AMOUNT_FORMAT', 'Montantdevise');
  if (!isBlank(code) && !/^[A-Z]{3}$/.test(code)) line.finds('CURRENCY_UNKNOWN', 'Idevise');
}

function checkDays(line: FecLine, year: YearDays | null): void {
  const [on, validated] = [dayOf(line.of('EcritureDate')), dayOf(line.of('ValidDate'))];
  if (on === null) return;
  if (year !== null && (on < year.first || on > year.last)) line.finds('DATE_OUTSIDE_YEAR', 'EcritureDate');
  if (validated !== null && validated < on - DAYS_AHEAD_MAX) line.finds('VALID_DATE_EARLY', 'ValidDate');
}

/** Debit and credit of a line (cents); null: it does not say them. */
export interface Sides {
  readonly debit: bigint;
  readonly credit: bigint;
}

export function sidesOf(line: FecLine, amounts: Layout['amounts']): Sides | null {
  return amounts === 'Debit/Credit' ? sidesOfTwo(line) : sidesOfDirection(line);
}

function sidesOfTwo(line: FecLine): Sides | null {
  const debit = amountIn(line, 'Debit');
  const credit = amountIn(line, 'Credit');
  if (debit === null || credit === null) return null;
  if (debit !== 0n && credit !== 0n) line.finds('AMOUNT_BOTH_SIDES', 'Credit');
  if (debit === 0n && credit === 0n) line.finds('AMOUNT_NO_SIDE', 'Debit');
  return { debit, credit };
}

function sidesOfDirection(line: FecLine): Sides | null {
  const amount = amountIn(line, 'Montant');
  const direction = /^(?:(D|\+1|\+)|(C|-1|-))$/.exec(line.of('Sens'));
  if (direction === null) line.finds('DIRECTION_UNKNOWN', 'Sens');
  if (amount === 0n) line.finds('AMOUNT_NO_SIDE', 'Montant');
  if (amount === null || direction === null) return null;
  return direction[1] === undefined ? { debit: 0n, credit: amount } : { debit: amount, credit: 0n };
}

function amountIn(line: FecLine, field: FecField): bigint | null {
  if (!line.has(field)) return null;
  const cents = centsOf(line.of(field));
  if (cents === null) line.finds('AMOUNT_FORMAT', field);
  return cents;
}

export const sidesText = ({ debit, credit }: Sides): string =>
  `${amountText(debit)} against ${amountText(credit)}`;
