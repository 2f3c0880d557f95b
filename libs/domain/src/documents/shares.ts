import { invariant } from '#domain/decision';
import { addExact, shareByLargestRemainder } from '#domain/quantity';
import { creditTerms } from '#domain/rating';
import type { Facts } from '#domain/facts';
import type { DocumentLine, SealedHeater } from '#events';

/** What one heater has in a line. */
export interface LineShare {
  readonly heater: string;
  /** Wh, core·ms or GHz·ms, as the line counts. */
  readonly quantity: number;
  /** The shares of a line add up to it. */
  readonly cents: number;
}

type Weights = Map<string, number>;

const contractOf = (key: string): string | null => {
  const [, kind, contract] = key.split('|');
  return kind === 'work' ? (contract ?? null) : null;
};

/**
 * Heaters behind the lines of a document: a line of electricity is shared by the Wh that it credits, a line of
 * computing by the billed work of its contract; by largest remainder, ties by heater. A line that adjusts an
 * earlier month has no usage of its own behind it and no shares.
 */
export function shareLines(
  lines: readonly DocumentLine[],
  facts: Facts,
  sealed: readonly SealedHeater[],
): readonly (readonly LineShare[])[] {
  const weights = weightsOf(lines, facts, sealed);
  return lines.map((line) => {
    const behind = line.adjusts === null ? weights.get(contractOf(line.key) ?? line.key) : undefined;
    return behind === undefined ? [] : sharesOf(line.amountCents, behind);
  });
}

function sharesOf(cents: number, weights: Weights): LineShare[] {
  const behind = [...weights].filter(([, quantity]) => quantity > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (behind.length === 0) return [];
  const parts = shareByLargestRemainder(
    cents,
    behind.map(([, quantity]) => quantity),
  );
  const shares = behind.map(([heater, quantity], i) => ({ heater, quantity, cents: parts[i]! }));
  invariant(
    shares.reduce((sum, share) => addExact(sum, share.cents), 0) === cents,
    'shares are not the line',
  );
  return shares;
}

/** By line key (electricity) or contract (computing). */
function weightsOf(
  lines: readonly DocumentLine[],
  facts: Facts,
  sealed: readonly SealedHeater[],
): ReadonlyMap<string, Weights> {
  const weights = new Map<string, Weights>();
  for (const { key } of lines) weights.set(contractOf(key) ?? key, new Map());
  const period = lines[0]?.key.slice(0, 7) ?? '';
  const inGhz = new Set(
    lines.flatMap(({ key, unit }) => (unit === 'GHz-second' ? (contractOf(key) ?? []) : [])),
  );
  const add = (key: string, heater: string, quantity: number): void => {
    const known = weights.get(key);
    if (known !== undefined) known.set(heater, addExact(known.get(heater) ?? 0, quantity));
  };
  for (const { heater, energy, work } of sealed) {
    for (const row of energy)
      if (row.status === 'credited') add(creditTerms(facts, period, row).key, heater, row.energyWh);
    for (const row of work)
      if (row.status === 'billed')
        add(row.contract, heater, inGhz.has(row.contract) ? row.ghzMs : row.coreMs);
  }
  return weights;
}
