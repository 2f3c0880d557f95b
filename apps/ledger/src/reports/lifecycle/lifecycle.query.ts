import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { lifecycleOf } from '#domain/lifecycle';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { money } from '../shape/index.js';
import { keyOfRef, stepsOf } from './document-steps.js';
import { type DocumentLifecycle, lifecycleRow, stateOf } from './lifecycle-answer.js';
import { Lifecycles, statedDocument } from './lifecycles.js';

export class LifecycleQuery extends Query<DocumentLifecycle | null> {
  constructor(
    readonly series: string,
    readonly number: string,
  ) {
    super();
  }
}

@QueryHandler(LifecycleQuery)
export class LifecycleHandler implements IQueryHandler<LifecycleQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly lifecycles: Lifecycles,
  ) {}

  async execute({ series, number }: LifecycleQuery): Promise<DocumentLifecycle | null> {
    const document = await this.models
      .selectFrom('document')
      .selectAll()
      .where('series', '=', series)
      .where('number', '=', number)
      .executeTakeFirst();
    if (document === undefined) return null;
    const today = await this.lifecycles.today();
    const placed = (await stepsOf(this.models, [document])).get(keyOfRef(document)) ?? [];
    const steps = placed.map(({ step }) => step);
    const { issue_date: issueDate, due_date: dueDate, gross_cents: grossCents, idx: index } = document;
    const issued = {
      on: issueDate,
      kind: 'issued',
      subject: number,
      label: null,
      reason: null,
      text: null,
      amount: money(grossCents),
      index,
    };
    return {
      series,
      number,
      today,
      issueDate,
      dueDate,
      gross: money(grossCents),
      ...stateOf(lifecycleOf(statedDocument(document), steps, today)),
      rows: [issued, ...placed.map(lifecycleRow)],
      next: null,
    };
  }
}
