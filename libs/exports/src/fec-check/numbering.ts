import type { FecPlace, Findings } from './findings.js';

const NUMBER = /^(.*?)(\d{1,15})$/;
const SEQUENCES_MAX = 10_000;

interface Sequence {
  readonly last: number;
  /** Where it was expected to go on when it last jumped: a single wrong number does not make the next one wrong. */
  readonly resume: number | null;
}

/** Follows the numbers of entries: digits at the end count, letters before them name a sequence of its own. */
export class Numbering {
  private readonly sequences = new Map<string, Sequence>();

  constructor(private readonly findings: Findings) {}

  /** @param scope journal, where each journal numbers by itself */
  follow(number: string, scope: string, place: FecPlace): void {
    const [, prefix, digits] = NUMBER.exec(number) ?? [];
    const key = `${scope}/${prefix}`;
    const known = this.sequences.get(key);
    if (digits === undefined || (known === undefined && this.sequences.size >= SEQUENCES_MAX))
      return this.findings.add('ENTRY_NUMBER_FORMAT', place, number);
    const count = Number(digits);
    const wanted = known === undefined ? count : known.last + 1;
    const fits = count === wanted || count === known?.resume;
    if (!fits)
      this.findings.add(
        'ENTRY_NUMBER_SEQUENCE',
        place,
        number,
        `${prefix}${wanted}, which follows; one sequence over all journals, or say that each journal has its own`,
      );
    this.sequences.set(key, { last: count, resume: fits ? null : wanted });
  }
}
