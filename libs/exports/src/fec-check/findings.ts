import type { FecRule } from './rules.js';
import { RULES } from './rules.js';

export interface FecPlace {
  /** From 1; null: the file as a whole. */
  readonly line: number | null;
  /** From 1, and its name; null: the line as a whole. */
  readonly column: { readonly number: number; readonly name: string } | null;
}

export interface FecFinding extends FecPlace {
  readonly rule: FecRule;
  /** What stands there; long values are cut. */
  readonly value: string | null;
  readonly expected: string;
}

const VALUE_LENGTH = 60;
/** The hundredth finding of one kind tells nothing new. */
const OF_A_RULE_MAX = 20;

/** Counts all findings and keeps the first of each rule, whatever the size of the file. */
export class Findings {
  private readonly kept: FecFinding[] = [];
  private readonly counted = new Map<FecRule, number>();

  /** @param ignored rules that are not looked at */
  constructor(private readonly ignored: ReadonlySet<FecRule> = new Set()) {}

  add(rule: FecRule, place: FecPlace, value: string | null = null, expected: string = RULES[rule]): void {
    if (this.ignored.has(rule)) return;
    const count = (this.counted.get(rule) ?? 0) + 1;
    this.counted.set(rule, count);
    if (count > OF_A_RULE_MAX) return;
    const shown = value !== null && value.length > VALUE_LENGTH ? `${value.slice(0, VALUE_LENGTH)}…` : value;
    this.kept.push({ rule, ...place, value: shown, expected });
  }

  /** In the order of the lines; what concerns the file as a whole last. */
  get listed(): readonly FecFinding[] {
    return [...this.kept].sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity) || 0);
  }

  get counts(): Readonly<Partial<Record<FecRule, number>>> {
    return Object.fromEntries([...this.counted].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  get total(): number {
    return [...this.counted.values()].reduce((sum, count) => sum + count, 0);
  }
}
