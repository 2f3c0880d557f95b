import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { shareLines } from '#domain/documents';
import type { DocumentLine, SealedHeater } from '#events';
import type { EventStore } from '#event-store';
import { modelReads } from '#processes/closing';
import type { Tables } from '#read-models';
import { EVENT_STORE, READ_MODELS } from '../../tokens.js';
import { IssuedDocuments, type IssuedDocument, money } from '../shape/index.js';
import type { ShareRow } from './share-row.js';

export class DocumentSharesQuery extends Query<readonly ShareRow[] | null> {
  constructor(
    readonly series: string,
    readonly number: string,
  ) {
    super();
  }
}

const unitOf = ({ key, unit }: DocumentLine): string =>
  unit === 'GHz-second' ? 'GHz-ms' : key.split('|')[1] === 'work' ? 'core-ms' : 'Wh';

/** Every line of a document over the heaters behind it, as sealed at the cut that computed it. */
@QueryHandler(DocumentSharesQuery)
export class DocumentSharesHandler implements IQueryHandler<DocumentSharesQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly documents: IssuedDocuments,
  ) {}

  async execute({ series, number }: DocumentSharesQuery): Promise<readonly ShareRow[] | null> {
    const row = await this.models
      .selectFrom('document')
      .select('idx')
      .where('series', '=', series)
      .where('number', '=', number)
      .executeTakeFirst();
    if (row === undefined) return null;
    const document = await this.documents.at(row.idx);
    const facts = await modelReads(this.models, this.store).factsBefore(document.cutIndex);
    const shares = shareLines(document.lines, facts, await this.sealedFor(document));
    return document.lines.flatMap((line, at) =>
      shares[at]!.map(({ heater, quantity, cents }) => ({
        line: at + 1,
        label: line.label,
        heater,
        quantity,
        unit: unitOf(line),
        share: money(cents),
      })),
    );
  }

  /** A document set aside is of the month in its plan, not of the month that issues it. */
  private async sealedFor({ planned }: IssuedDocument): Promise<SealedHeater[]> {
    const period = planned.slice(0, 7);
    const rows = await this.models
      .selectFrom('sealed_heater')
      .select('data')
      .where('cut', '=', period)
      .where('period', '=', period)
      .orderBy('heater')
      .execute();
    return rows.map(({ data }) => JSON.parse(data) as SealedHeater);
  }
}
