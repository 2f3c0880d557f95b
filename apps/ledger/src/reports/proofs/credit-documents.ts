import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { CreditDocument } from '#domain/resident-proof';
import { addExact } from '#domain/quantity';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';

/** What was paid or set off in cash against a document, or taken from it by a credit note. */
export interface Settled {
  readonly kind: string;
  /** Payment, receipt or set-off. */
  readonly subject: string;
  readonly date: string;
  readonly cents: number;
  /** Index of the event that says so. */
  readonly index: number;
}

export interface IssuedCredit extends CreditDocument {
  readonly series: string | null;
  readonly kind: string | null;
  readonly issueDate: string | null;
  readonly index: number | null;
  readonly settled: readonly Settled[];
}

/** Every database takes so many parameters at a time, and more. */
const BATCH = 500;

/** Documents by what they were planned as, and the money that has settled them so far. */
@Injectable()
export class CreditDocuments {
  constructor(@Inject(READ_MODELS) private readonly models: Kysely<Tables>) {}

  /** One per planned document, in this order; those not issued have no number. */
  async of(planned: readonly string[]): Promise<ReadonlyMap<string, IssuedCredit>> {
    const wanted = [...new Set(planned)];
    const known = new Map<string, IssuedCredit>();
    for (let from = 0; from < wanted.length; from += BATCH)
      for (const credit of await this.batch(wanted.slice(from, from + BATCH)))
        known.set(credit.planned, credit);
    return known;
  }

  private async batch(planned: readonly string[]): Promise<IssuedCredit[]> {
    const documents = await this.models
      .selectFrom('document')
      .select(['planned', 'series', 'number', 'kind', 'party', 'issue_date', 'gross_cents', 'idx'])
      .where('planned', 'in', planned)
      .execute();
    const settled = await this.settled(documents.map(({ number }) => number));
    const byPlanned = new Map(documents.map((row) => [row.planned, row]));
    return planned.map((id) => {
      const row = byPlanned.get(id);
      if (row === undefined) return notIssued(id);
      const own = settled.get(`${row.series}/${row.number}`) ?? [];
      return {
        planned: id,
        series: row.series,
        number: row.number,
        kind: row.kind,
        party: row.party,
        issueDate: row.issue_date,
        grossCents: row.gross_cents,
        paidCents: own.reduce((sum, one) => addExact(sum, one.cents), 0),
        index: row.idx,
        settled: own,
      };
    });
  }

  private async settled(numbers: readonly string[]): Promise<ReadonlyMap<string, Settled[]>> {
    const found = new Map<string, Settled[]>();
    if (numbers.length === 0) return found;
    const rows = await this.models
      .selectFrom('settlement')
      .selectAll()
      .where('number', 'in', numbers)
      .orderBy('idx')
      .orderBy('ord')
      .execute();
    for (const { series, number, kind, subject, date, cents, idx } of rows) {
      const key = `${series}/${number}`;
      found.set(key, [...(found.get(key) ?? []), { kind, subject, date, cents, index: idx }]);
    }
    return found;
  }
}

const notIssued = (planned: string): IssuedCredit => ({
  planned,
  series: null,
  number: null,
  kind: null,
  party: '',
  issueDate: null,
  grossCents: 0,
  paidCents: 0,
  index: null,
  settled: [],
});
