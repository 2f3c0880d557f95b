import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { firstDay, lastDay } from '#domain/calendar';
import { eReportLines, isCountedElsewhere } from '#domain/lifecycle';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { FactsNow } from '../shape/index.js';
import { reconciliationOf } from './books-of-report.js';
import { type EReport, type LeftOut, eReportRow } from './e-report-answer.js';
import { receiptsIn } from './receipts-of-period.js';
import { documentsIssued, type DocumentOfReport } from './reported-documents.js';

export class EReportQuery extends Query<EReport> {
  constructor(readonly period: string) {
    super();
  }
}

function leftOut(document: DocumentOfReport): LeftOut[] {
  const { series, number, kind } = document;
  if (!isCountedElsewhere(document)) return [];
  const why =
    kind === 'corrected-invoice'
      ? 'it repeats its original, which is counted'
      : 'reported as a receipt, or one given back, where VAT is due on it; the invoice that deducts it states the sale';
  return [{ series, number, kind, why }];
}

/** Flow 10 of a month, in one state of the read models. */
@QueryHandler(EReportQuery)
export class EReportHandler implements IQueryHandler<EReportQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly facts: FactsNow,
  ) {}

  async execute({ period }: EReportQuery): Promise<EReport> {
    const { chart } = await this.facts.current();
    return this.models.transaction().execute(async (models) => {
      const days = { from: firstDay(period), to: lastDay(period) };
      const issued = await documentsIssued(models, days);
      const money = await receiptsIn(models, issued, days);
      const lines = eReportLines(issued, money.receipts);
      const reconciliation =
        chart === null ? [] : await reconciliationOf(models, chart, { lines, issued, money }, days);
      return {
        period,
        rows: lines.map(eReportRow),
        next: null,
        leftOut: issued.flatMap(leftOut),
        reconciliation,
        agrees: reconciliation.every(({ reported, books }) => reported.amount === books.amount),
      };
    });
  }
}
