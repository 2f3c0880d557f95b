import type { Posting } from '#domain/accounting';
import type { LocalDate } from '#domain/calendar';
import { addExact } from '#domain/quantity';
import type { BookEntry } from '../books/index.js';

/** What settles a document: indexes in the log of both. */
export interface SettlementLink {
  readonly settlement: number;
  readonly document: number;
  /** Whether both are dated in the extract. */
  readonly within: boolean;
}

/** A letter and the day from which it holds. */
export interface Letter {
  readonly letter: string;
  readonly date: LocalDate;
}

interface Group {
  cents: number;
  date: LocalDate;
}

type Place = Pick<Posting, 'account' | 'party'>;

/** A … Z, AA, AB … of 0, 1 … */
export function letterOf(ordinal: number): string {
  let text = '';
  for (let rest = ordinal + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}

/**
 * Lettering of what is settled: documents and the money that settles them belong together, over as many of both as it
 * takes; their postings to an account of a party bear one letter once they come to zero. Groups that reach beyond the
 * extract bear none. Keeps what is linked, and nothing of the other entries.
 */
export class Lettering {
  private readonly parents = new Map<number, number>();
  private readonly beyond = new Set<number>();
  private readonly groups = new Map<string, Group>();
  private readonly letters = new Map<string, Letter>();

  link({ settlement, document, within }: SettlementLink): void {
    if (!within) {
      this.beyond.add(settlement).add(document);
      return;
    }
    const [a, b] = [this.rootOf(settlement), this.rootOf(document)];
    this.parents.set(Math.max(a, b), Math.min(a, b));
    this.parents.set(Math.min(a, b), Math.min(a, b));
  }

  /** Takes an entry of the extract, once all links are known. */
  add({ index, entry }: BookEntry): void {
    if (!this.parents.has(index)) return;
    for (const { account, party, debitCents, creditCents } of entry.postings) {
      if (party === null) continue;
      const key = this.keyOf(index, { account, party });
      const { cents, date } = this.groups.get(key) ?? { cents: 0, date: '' };
      this.groups.set(key, {
        cents: addExact(cents, debitCents - creditCents),
        date: date > entry.date ? date : entry.date,
      });
    }
  }

  /** Gives the letters, in the order in which groups begin in the log. */
  end(): void {
    const spoilt = new Set([...this.beyond].map((index) => this.rootOf(index)));
    for (const [key, { cents, date }] of this.groups) {
      if (cents !== 0 || spoilt.has(Number.parseInt(key, 10))) continue;
      this.letters.set(key, { letter: letterOf(this.letters.size), date });
    }
    this.groups.clear();
  }

  /** Letter of a posting of the event of an index; null: it has none. */
  of(index: number, place: Place): Letter | null {
    if (place.party === null || !this.parents.has(index)) return null;
    return this.letters.get(this.keyOf(index, place)) ?? null;
  }

  private keyOf(index: number, { account, party }: Place): string {
    return `${this.rootOf(index)}/${account}/${party}`;
  }

  /** First index of the group. Paths are halved on the way: groups of many stay quick. */
  private rootOf(index: number): number {
    let at = index;
    for (;;) {
      const parent = this.parents.get(at) ?? at;
      if (parent === at) return at;
      const above = this.parents.get(parent) ?? parent;
      this.parents.set(at, above);
      at = above;
    }
  }
}
