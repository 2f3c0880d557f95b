import type { HeldSpan, Standing } from './cell.js';
import { reckonRegister, type Chain, type Node, type RegisterFault } from './register-chain.js';
import { limitWh, type MeteringRules, type Rating } from './rating.js';
import type { Point, Registers } from './point.js';

export type HeldCode = HeldSpan['code'];

/** Energy between two neighbouring points, to be spread over time; or held, its Wh told apart. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly mainWh: number;
  readonly auxWh: number;
  readonly interpolated: boolean;
  readonly held: HeldCode | null;
}

/** From one accepted reading to the next, or to the last knot where no reading follows yet. */
export interface Segment {
  readonly start: Standing | null;
  readonly end: Standing | null;
  /** In (start, end], ascending; cuts are ignored. */
  readonly points: readonly Point[];
  /** Readings between were skipped: what follows from them is held with this code. */
  readonly doubt: HeldCode | null;
  readonly rating: Rating | null;
  readonly rules: MeteringRules;
}

export interface Reckoning {
  /** Neighbours, ascending: together they cover the segment. */
  readonly spans: readonly Span[];
  /** Where the next segment starts. */
  readonly standing: Standing | null;
}

/** A longer span than this is a clock that was wrong: held, not spread over years. */
export const LONGEST_SPAN_MS = 366 * 86_400_000;
/** More Wh than this in one span are no energy but nonsense in a register. */
const LONGEST_HELD_WH = 1_000_000_000;

/**
 * What a segment says: registers are differences between neighbouring points; a knot may be 1 Wh off
 * and is then drawn to the readings, so that the total stays the register difference.
 */
export function reckon(segment: Segment): Reckoning {
  const { end, rating, rules } = segment;
  const nodes = nodesOf(segment);
  const standing = end === null ? segment.start : standingAfter(end, segment.points);
  const first = nodes[0];
  const last = nodes.at(-1);
  if (first === undefined || last === undefined || nodes.length < 2) return { spans: [], standing };
  const chain: Chain = {
    nodes,
    modulus: rating?.registerModulus ?? null,
    limitWh: (ms) => (rating === null ? Number.POSITIVE_INFINITY : limitWh(rating, rules, ms)),
  };
  const main = reckonRegister(chain, 'mainWh');
  const aux = reckonRegister(chain, 'auxWh');
  const whole = (code: HeldCode): Reckoning => ({
    spans: [heldSpan(first.at, last.at, code, knownWh(main), knownWh(aux))],
    standing,
  });
  const fault = faultOf(main) ?? faultOf(aux);
  if (fault !== null) return whole(fault);
  if (rating === null) return whole('UNKNOWN_HEATER_DATA');
  if (segment.doubt !== null) {
    const total = knownWh(main) + knownWh(aux);
    return whole(total > chain.limitWh(last.at - first.at) ? 'TOO_MUCH_ENERGY' : segment.doubt);
  }
  const spans = nodes
    .slice(1)
    .map((node, i) => spanBetween(chain, nodes[i]!, node, main.parts[i]!, aux.parts[i]!, rules));
  return { spans: spans.filter((span) => span.to > span.from), standing };
}

const faultOf = (outcome: { readonly fault: RegisterFault | null }): RegisterFault | null => outcome.fault;
const knownWh = (outcome: { readonly parts: readonly number[] }): number =>
  outcome.parts.reduce((sum, part) => sum + part, 0);

function spanBetween(
  chain: Chain,
  a: Node,
  b: Node,
  mainWh: number,
  auxWh: number,
  rules: MeteringRules,
): Span {
  const ms = b.at - a.at;
  // A knot may be 1 Wh off by itself.
  const slackWh = (a.reading ? 0 : 1) + (b.reading ? 0 : 1);
  if (mainWh + auxWh > chain.limitWh(ms) + slackWh)
    return heldSpan(a.at, b.at, 'TOO_MUCH_ENERGY', mainWh, auxWh);
  if (ms > LONGEST_SPAN_MS) return heldSpan(a.at, b.at, 'IMPOSSIBLE_TIME', mainWh, auxWh);
  return { from: a.at, to: b.at, mainWh, auxWh, interpolated: ms > rules.gapLimitMs, held: null };
}

function heldSpan(from: number, to: number, held: HeldCode, mainWh: number, auxWh: number): Span {
  const sayable = (wh: number): number => (wh > LONGEST_HELD_WH ? 0 : wh);
  return { from, to, mainWh: sayable(mainWh), auxWh: sayable(auxWh), interpolated: false, held };
}

const differs = (a: Registers, b: Registers): boolean =>
  Math.abs(a.mainWh - b.mainWh) > 1 || Math.abs(a.auxWh - b.auxWh) > 1;

/** A reading at the very instant of an exchange that still shows the old meter: from there the new one counts. */
function exchangeAt(end: Standing, points: readonly Point[]): Registers | null {
  const knot = points.findLast((point) => point.at === end.at && (point.knot?.next ?? null) !== null)?.knot;
  if (!knot?.next || differs(end, knot) || !differs(end, knot.next)) return null;
  return knot.next;
}

/** Where the span after a reading starts: at the reading, or at the new meter exchanged in that instant. */
export function standingAfter(reading: Standing, points: readonly Point[]): Standing {
  const next = exchangeAt(reading, points);
  return next === null ? reading : { at: reading.at, mainWh: next.mainWh, auxWh: next.auxWh };
}

function nodesOf(segment: Segment): Node[] {
  const nodes: Node[] = [];
  if (segment.start !== null) nodes.push({ ...segment.start, next: null, reading: true });
  for (const { at, knot } of segment.points)
    if (knot !== null)
      nodes.push({ at, mainWh: knot.mainWh, auxWh: knot.auxWh, next: knot.next, reading: false });
  if (segment.end !== null && exchangeAt(segment.end, segment.points) === null)
    nodes.push({ ...segment.end, next: null, reading: true });
  return nodes;
}
