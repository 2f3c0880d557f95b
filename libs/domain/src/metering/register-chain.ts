import type { Registers } from './point.js';

/** A point at which both registers are known: a reading, or a knot that a person read. */
export interface Node extends Registers {
  readonly at: number;
  /** Of the new meter, where this is an exchange. */
  readonly next: Registers | null;
  readonly reading: boolean;
}

export interface Chain {
  /** At least two, ascending. */
  readonly nodes: readonly Node[];
  /** Where the register goes back to 0; null where nobody said. */
  readonly modulus: number | null;
  limitWh(spanMs: number): number;
}

export type RegisterFault = 'REGISTER_FELL' | 'KNOT_CONTRADICTED';

/** Energy between neighbours; with a fault one number for the whole: what first and last reading still say, or 0. */
export interface RegisterOutcome {
  readonly parts: readonly number[];
  readonly fault: RegisterFault | null;
}

type Register = keyof Registers;

/**
 * One register along its nodes. A fall is a wrap where its energy stays within the limit. A knot is contradicted
 * only by a value before it more than 1 Wh above, or one after it more than 1 Wh below; within that it yields.
 */
export function reckonRegister(chain: Chain, register: Register): RegisterOutcome {
  const { nodes } = chain;
  const parts: number[] = [];
  // Meters between exchanges are reckoned apart: values[i] rises from one node to the next.
  let from = 0;
  for (let i = 1; i < nodes.length; i++) {
    if (i + 1 < nodes.length && nodes[i]!.next === null) continue;
    const values = risingValues(chain, register, from, i);
    if (typeof values === 'string') return { parts: [endToEnd(chain, register)], fault: values };
    for (let k = 1; k < values.length; k++) parts.push(values[k]! - values[k - 1]!);
    from = i;
  }
  return { parts, fault: null };
}

/** Values of one meter from node `from` to node `to`, wraps added, knots drawn between the readings. */
function risingValues(chain: Chain, register: Register, from: number, to: number): number[] | RegisterFault {
  const { nodes } = chain;
  const values = [(nodes[from]!.next ?? nodes[from]!)[register]];
  let wrappedWh = 0;
  for (let i = from + 1; i <= to; i++) {
    const before = i - 1 === from ? (nodes[from]!.next ?? nodes[from]!) : nodes[i - 1]!;
    const rise = nodes[i]![register] - before[register];
    const step = stepOf(chain, nodes[i - 1]!, nodes[i]!, rise);
    if (typeof step === 'string') return step;
    wrappedWh += step;
    values.push(nodes[i]![register] + wrappedWh);
  }
  return drawTogether(nodes.slice(from, to + 1), values);
}

/** What to add for a wrap (mostly 0), or why the step cannot be. */
function stepOf(chain: Chain, a: Node, b: Node, rise: number): number | RegisterFault {
  const slackWh = a.reading && b.reading ? 0 : 1;
  const spanMs = b.at - a.at;
  if (spanMs === 0) return Math.abs(rise) <= slackWh ? 0 : 'KNOT_CONTRADICTED';
  if (rise >= -slackWh) return 0;
  if (chain.modulus !== null && rise + chain.modulus >= 0 && rise + chain.modulus <= chain.limitWh(spanMs))
    return chain.modulus;
  return slackWh === 0 ? 'REGISTER_FELL' : 'KNOT_CONTRADICTED';
}

/** Knots yield to readings by the 1 Wh that they may be off; what is left rises, or the register fell. */
function drawTogether(nodes: readonly Node[], values: number[]): number[] | RegisterFault {
  const last = values.length - 1;
  for (let i = 1; i <= last; i++) if (!nodes[i]!.reading) values[i] = Math.max(values[i]!, values[i - 1]!);
  for (let i = last - 1; i >= 0; i--) {
    if (nodes[i]!.reading) continue;
    const sameInstant = nodes[i]!.at === nodes[i + 1]!.at;
    values[i] = sameInstant ? values[i + 1]! : Math.min(values[i]!, values[i + 1]!);
  }
  for (let i = 1; i <= last; i++) if (values[i]! < values[i - 1]!) return 'REGISTER_FELL';
  return values;
}

/** What the first and the last reading say, where no meter was exchanged between. */
function endToEnd({ nodes, modulus, limitWh }: Chain, register: Register): number {
  const [first, last] = [nodes[0]!, nodes.at(-1)!];
  if (!first.reading || !last.reading || nodes.some((node) => node.next !== null)) return 0;
  const rise = last[register] - first[register];
  if (rise >= 0) return rise;
  const wrapped = modulus === null ? -1 : rise + modulus;
  return wrapped >= 0 && wrapped <= limitWh(last.at - first.at) ? wrapped : 0;
}
