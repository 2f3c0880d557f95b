import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely, Selectable } from 'kysely';
import { addExact } from '#domain/quantity';
import { prepaymentsBefore } from '#processes/closing';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { FactsNow, money, pageOf, placeOfPosting, runningPostings, unknown } from '../shape/index.js';
import { ledgerRow } from '../general-ledger/ledger-row.js';
import type { AccountStatement, OpenDocument } from './account-statement.js';

export class AccountStatementQuery extends Query<AccountStatement> {
  constructor(
    readonly party: string,
    readonly span: { readonly from: string | undefined; readonly to: string | undefined },
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

/** Documents that the other party owes; of the others the company owes the amount. */
const OWED_BY_PARTY: ReadonlySet<string> = new Set([
  'invoice',
  'self-billed-credit-note',
  'repayment-correction',
]);

@QueryHandler(AccountStatementQuery)
export class AccountStatementHandler implements IQueryHandler<AccountStatementQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly facts: FactsNow,
  ) {}

  async execute({ party, span, limit, after }: AccountStatementQuery): Promise<AccountStatement> {
    const { chart, clients, owners, residents } = await this.facts.current();
    if (!clients.has(party) && !owners.has(party) && !residents.has(party)) unknown('party', party);
    // Accruals are no dealings with the party: they are reversed when its documents come.
    const without =
      chart === null
        ? []
        : [
            chart.unbilledRevenue,
            chart.creditNotesToDraw,
            chart.ownersToReceive,
            chart.ownerCreditsToReceive,
            chart.residentsToRepay,
          ];
    const filter = { party, without, ...span };
    const { openingCents, rows } = await runningPostings(this.models, filter, limit, after);
    const prepaid = (await prepaymentsBefore(this.models, Number.MAX_SAFE_INTEGER))
      .filter(({ client }) => client === party)
      .reduce((sum, { leftGrossCents }) => addExact(sum, leftGrossCents), 0);
    return {
      party,
      opening: money(openingCents),
      ...pageOf(rows, limit, placeOfPosting, ledgerRow),
      openDocuments: await this.openDocuments(party),
      prepaid: money(prepaid),
    };
  }

  private async openDocuments(party: string): Promise<OpenDocument[]> {
    const documents = await this.models
      .selectFrom('document')
      .selectAll()
      .where('party', '=', party)
      // Nothing is owed on them: a prepayment was received, and of a corrected invoice the original is owed.
      .where('kind', 'not in', ['prepayment-invoice', 'corrected-invoice'])
      .orderBy('idx')
      .execute();
    const settled = await this.models
      .selectFrom('settlement')
      .innerJoin('document', (join) =>
        join
          .onRef('document.series', '=', 'settlement.series')
          .onRef('document.number', '=', 'settlement.number'),
      )
      .where('document.party', '=', party)
      .select(({ fn }) => [
        'settlement.series',
        'settlement.number',
        fn.sum<number | string>('settlement.cents').as('cents'),
      ])
      .groupBy(['settlement.series', 'settlement.number'])
      .execute();
    const taken = new Map(settled.map((one) => [`${one.series}/${one.number}`, Number(one.cents)]));
    return documents.flatMap((document) => {
      const open =
        document.gross_cents -
        document.prepaid_cents -
        (taken.get(`${document.series}/${document.number}`) ?? 0);
      return open === 0 ? [] : [openDocument(document, open)];
    });
  }
}

const openDocument = (document: Selectable<Tables['document']>, openCents: number): OpenDocument => ({
  series: document.series,
  number: document.number,
  kind: document.kind,
  issueDate: document.issue_date,
  dueDate: document.due_date,
  owedBy: OWED_BY_PARTY.has(document.kind) ? 'party' : 'company',
  gross: money(document.gross_cents),
  open: money(openCents),
});
