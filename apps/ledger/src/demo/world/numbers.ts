import type { Xoshiro } from '../random/xoshiro.js';

/**
 * Registration numbers that pass the checks made on real ones. They are made up: SIREN begin with 000,
 * which the register does not give out.
 */
export function siren(random: Xoshiro): string {
  const body = `000${String(random.between(0, 99_999)).padStart(5, '0')}`;
  return body + luhnDigit(body);
}

/** Establishment 00001 of a company. */
export function siret(of: string): string {
  const body = `${of}0001`;
  return body + luhnDigit(body);
}

export function frenchVatNumber(of: string): string {
  return `FR${String((12 + 3 * (Number(of) % 97)) % 97).padStart(2, '0')}${of}`;
}

/** IBAN of an account that no bank keeps (bank code 00000). */
export function iban(random: Xoshiro): string {
  const account = String(random.between(0, 999_999_999)).padStart(11, '0');
  const bank = `0000000000${account}`;
  const key = String(97 - Number(BigInt(`${bank}00`) % 97n)).padStart(2, '0');
  const check = 98n - (BigInt(`${bank}${key}152700`) % 97n); // FR00
  return `FR${String(check).padStart(2, '0')}${bank}${key}`;
}

/** PRM of a supply point: 14 digits. */
export const prm = (number: number): string => `99${String(number).padStart(12, '0')}`;

function luhnDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body[body.length - 1 - i]);
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}
