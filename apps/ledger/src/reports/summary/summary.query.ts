import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { type ProofOfDwelling, freeDwellings } from '#domain/resident-proof';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { conservationOf } from '../periods/period.query.js';
import { FactsNow, IssuedDocuments, SealedPeriods } from '../shape/index.js';
import { TrialBalanceQuery } from '../trial-balance/trial-balance.query.js';
import { CoverageSum } from './coverage.js';
import { LiveProofs } from '../proofs/live-proofs.js';
import { dwellingsKnown, proofsOfDwellings } from '../proofs/proofs-of-dwellings.js';
import { billedOf, creditedOf, isBilled, isCredited } from './parties.js';
import type { Books, Coverage, Summary } from './summary.js';

export class SummaryQuery extends Query<Summary> {
  constructor(readonly period: string) {
    super();
  }
}

@QueryHandler(SummaryQuery)
export class SummaryHandler implements IQueryHandler<SummaryQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly facts: FactsNow,
    private readonly issued: IssuedDocuments,
    private readonly sealed: SealedPeriods,
    private readonly live: LiveProofs,
    private readonly queries: QueryBus,
  ) {}

  async execute({ period }: SummaryQuery): Promise<Summary> {
    const cut = await this.models
      .selectFrom('cut')
      .select('status')
      .where('period', '=', period)
      .executeTakeFirst();
    const documents = await this.models
      .selectFrom('document')
      .selectAll()
      .where('period', '=', period)
      // A prepayment that is returned was never billed.
      .where(({ not, exists, selectFrom, and, eb }) =>
        not(
          and([
            eb('document.kind', '=', 'credit-note'),
            exists(
              selectFrom('prepayment_use')
                .select('prepayment_use.idx')
                .whereRef('prepayment_use.idx', '=', 'document.idx'),
            ),
          ]),
        ),
      )
      .orderBy('idx')
      .execute();
    const closed = cut === undefined ? null : await this.sealed.closed(period);
    const coverage = await this.coverage(
      documents
        .filter((row) => isBilled(row) || isCredited(row))
        .map((row) => ({ index: row.idx, billed: isBilled(row) })),
    );
    const books = await this.books();
    const proofs = await this.proofs(period);
    const facts = await this.facts.current();
    return {
      period,
      status: cut?.status ?? 'open',
      billed: billedOf(documents, facts),
      credited: creditedOf(documents, facts),
      dwellings: freeDwellings(proofs, cut === undefined ? 0 : dwellingsKnown(facts)),
      coverage,
      books,
      conservation: closed === null ? null : conservationOf(closed),
    };
  }

  private async proofs(period: string): Promise<ProofOfDwelling[]> {
    const rows = await this.models
      .selectFrom('proof')
      .selectAll()
      .where('period', '=', period)
      .orderBy('site')
      .orderBy('dwelling')
      .orderBy('from_day')
      .execute();
    return proofsOfDwellings(await this.live.of(rows));
  }

  private async coverage(
    documents: readonly { readonly index: number; readonly billed: boolean }[],
  ): Promise<Coverage> {
    const sum = new CoverageSum();
    const billed = new Set(documents.filter((one) => one.billed).map(({ index }) => index));
    for await (const { index, document } of this.issued.each(documents.map((one) => one.index))) {
      if (billed.has(index)) sum.bill(document);
      else sum.credit(document);
    }
    return sum.result();
  }

  private async books(): Promise<Books> {
    const { debit, credit, balanced } = await this.queries.execute(new TrialBalanceQuery());
    return { debit, credit, balanced };
  }
}
