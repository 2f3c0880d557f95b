import type { Address } from './terms.js';

/** `92120 Montrouge`: a line that is postcode and city. */
const FRENCH = /^(\d{5})\s+(\S.*)$/;
/** `1015 CJ Amsterdam`, `D-10115 Berlin`, `1000 Bruxelles`. */
const ELSEWHERE = /^((?:[A-Z]{1,2}-)?\d{4,6}(?:\s[A-Z]{2}(?=\s))?)\s+(\S.*)$/;
const LINES_MAX = 3;

/**
 * An address as it was registered, lines parted by line ends or commas, in the fields of EN 16931 (BG-5, BG-8). The
 * last line that looks like it is postcode and city; what else there is keeps its order in at most three lines.
 */
export function addressOf(address: string, country: string): Address {
  const parts = address
    .split(/[\n,]/)
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => part !== '');
  const french = country === 'FR' || country === 'MC';
  // Elsewhere a house number may look like a postcode: the first line is the street.
  const first = french ? 0 : 1;
  for (let at = parts.length - 1; at >= first; at--) {
    const found = (french ? FRENCH : ELSEWHERE).exec(parts[at]!);
    if (found !== null)
      return {
        lines: threeLines([...parts.slice(0, at), ...parts.slice(at + 1)]),
        postcode: found[1]!,
        city: found[2]!,
        country,
      };
  }
  return { lines: threeLines(parts), postcode: null, city: null, country };
}

function threeLines(parts: readonly string[]): Address['lines'] {
  const [one = null, two = null] = parts;
  return [one, two, parts.length < LINES_MAX ? null : parts.slice(LINES_MAX - 1).join(', ')];
}
