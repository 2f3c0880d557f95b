const DATE = /^(\d{4})(\d{2})(\d{2})$/;
const AMOUNT = /^([+-]?)(\d{1,13})(?:,(\d{1,2}))?$/;
const DAYS_MAX = 10_000;

/** Days that exist, as the lines of a file repeat them. */
const known = new Map<string, number | null>();

/** Days since 1970 of AAAAMMJJ; null: no such day. */
export function dayOf(text: string): number | null {
  const before = known.get(text);
  if (before !== undefined) return before;
  const day = parsed(text);
  if (known.size >= DAYS_MAX) known.clear();
  known.set(text, day);
  return day;
}

function parsed(text: string): number | null {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const exists = new Date(ms).toISOString().startsWith(`${year}-${month}-${day}`);
  return exists ? ms / 86_400_000 : null;
}

/** Cents of an amount with a decimal comma; null: it is none. */
export function centsOf(text: string): bigint | null {
  const [, sign, whole, decimals = ''] = AMOUNT.exec(text) ?? [];
  if (whole === undefined) return null;
  const cents = BigInt(Number(whole) * 100 + Number(decimals.padEnd(2, '0')));
  return sign === '-' ? -cents : cents;
}

/** `1234,50` */
export function amountText(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`;
}
