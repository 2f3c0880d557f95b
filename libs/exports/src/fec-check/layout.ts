import { FEC_COLUMNS, type FecSeparator } from '../fec/index.js';
import type { Findings } from './findings.js';

/** Fields by the names of the norm; `Montant` and `Sens` may stand for `Debit` and `Credit`. */
export type FecField = (typeof FEC_COLUMNS)[number] | 'Montant' | 'Sens';

export interface Layout {
  readonly separator: FecSeparator;
  readonly amounts: 'Debit/Credit' | 'Montant/Sens';
  readonly names: readonly string[];
  /** Index of a field in a line; -1 where the header lacks it. */
  readonly at: Readonly<Record<FecField, number>>;
}

/** Fields that books kept on receipts add (A47 A-1 VIII). */
const MAY_FOLLOW: ReadonlySet<string> = new Set(['DateRglt', 'ModeRglt', 'NatOp', 'IdClient']);
const WITH_DIRECTION: readonly FecField[] = FEC_COLUMNS.map((name) =>
  name === 'Debit' ? 'Montant' : name === 'Credit' ? 'Sens' : name,
);

const spelt = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

function expectedOf(found: readonly string[]): readonly FecField[] {
  const known = new Set(found.map(spelt));
  return known.has('montant') && known.has('sens') ? WITH_DIRECTION : FEC_COLUMNS;
}

function layoutOf(separator: FecSeparator, found: readonly string[]): Layout {
  const expected = expectedOf(found);
  const places = found.map(spelt);
  const at = [...FEC_COLUMNS, 'Montant', 'Sens'].map((name) => [name, places.indexOf(spelt(name))]);
  return {
    separator,
    amounts: expected === FEC_COLUMNS ? 'Debit/Credit' : 'Montant/Sens',
    names: found.map((name, i) => (name === '' ? (expected[i] ?? '') : name)),
    at: Object.fromEntries(at) as Layout['at'],
  };
}

/** Names that are not those of the norm, or not where they belong. */
function judge(found: readonly string[], findings: Findings): void {
  const expected = expectedOf(found);
  const known = new Set<string>(expected.map(spelt));
  for (let i = 0; i < Math.max(expected.length, found.length); i++) {
    const [name, wanted] = [found[i] ?? '', expected[i]];
    if (name === wanted || (wanted === undefined && MAY_FOLLOW.has(name))) continue;
    const elsewhere = known.has(spelt(name)) && (wanted === undefined || spelt(name) !== spelt(wanted));
    findings.add(
      elsewhere ? 'HEADER_ORDER' : 'HEADER_NAME',
      { line: 1, column: { number: i + 1, name: wanted ?? name } },
      name,
      wanted ?? 'no further field',
    );
  }
}

/**
 * How the lines of a file are laid out, by its first line. Null: it says nothing of them, and nothing more can be checked.
 * `isHeader` is false where the names are missing and the first line is a posting already.
 */
export function readHeader(
  line: string,
  findings: Findings,
): { readonly layout: Layout; readonly isHeader: boolean } | null {
  const separator = line.includes('\t') ? '\t' : '|';
  const found = line.split(separator);
  const known = new Set<string>([...FEC_COLUMNS, ...WITH_DIRECTION].map(spelt));
  const place = { line: 1, column: null };
  if (found.filter((name) => known.has(spelt(name))).length < FEC_COLUMNS.length / 2) {
    findings.add('HEADER_MISSING', place, line);
    return found.length === FEC_COLUMNS.length
      ? { layout: layoutOf(separator, FEC_COLUMNS), isHeader: false }
      : null;
  }
  if (found.length > FEC_COLUMNS.length && found.at(-1) === '') {
    findings.add('TRAILING_SEPARATOR', place);
    found.pop();
  }
  const names = found.map((name) => {
    const bare = /^"(.*)"$/.exec(name)?.[1];
    if (bare !== undefined) findings.add('QUOTED_FIELD', place, name);
    return bare ?? name;
  });
  judge(names, findings);
  return { layout: layoutOf(separator, names), isHeader: true };
}
