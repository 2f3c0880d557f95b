import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { firstDay, lastDay, monthOf, type Month } from '#domain/calendar';
import { contractSpan, type ContractFacts, type Facts } from '#domain/facts';
import { addExact } from '#domain/quantity';
import { forgoneOf } from '#domain/rating';
import type { SealedWork } from '#events';
import type { EventStore } from '#event-store';
import { modelReads } from '#processes/closing';
import type { Tables } from '#read-models';
import { EVENT_STORE, READ_MODELS } from '../../tokens.js';
import { type Page, keyOf, pageOf } from '../shape/index.js';
import { GIVEN_NOTHING, type Given, type GrantRow, grantRow } from './grant-row.js';
import { monthsBetween, openGrantedWork, sealedGrantedWork } from './granted-work.js';

/** Grants in force in a month, or with work that counts in it, by id. */
export class GrantsQuery extends Query<Page<GrantRow>> {
  constructor(
    readonly period: Month,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(GrantsQuery)
export class GrantsHandler implements IQueryHandler<GrantsQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ period, limit, after }: GrantsQuery): Promise<Page<GrantRow>> {
    const [key] = keyOf(after, ['']) ?? [''];
    const reads = modelReads(this.models, this.store);
    const facts = await reads.factsBefore(Number.MAX_SAFE_INTEGER);
    const grants = [...facts.contracts.values()]
      .filter(({ grant }) => grant !== null && grant.from <= lastDay(period))
      .sort((a, b) => (a.contract < b.contract ? -1 : 1));
    const cuts = new Set((await reads.cuts()).map((cut) => cut.period));
    const given = await this.givenUntil(facts, grants, period, cuts);
    const rows = grants.flatMap((contract) => {
      const { to } = contractSpan(contract);
      const ofGrant = given.get(contract.contract) ?? GIVEN_NOTHING;
      const over = to !== null && to < firstDay(period) && ofGrant.coreMs === 0;
      if (over || contract.contract <= key) return [];
      return [grantRow(period, cuts.has(period) ? 'closed' : 'open', contract, to, ofGrant)];
    });
    return pageOf(
      rows,
      limit,
      (row) => [row.grant],
      (row) => row,
    );
  }

  /** What each grant was given from its first month on, up to this one. */
  private async givenUntil(
    facts: Facts,
    grants: readonly ContractFacts[],
    period: Month,
    cuts: ReadonlySet<Month>,
  ): Promise<ReadonlyMap<string, Given>> {
    const given = new Map<string, Given>();
    const first = grants.map(({ grant }) => monthOf(grant?.from ?? period)).sort()[0];
    if (first === undefined) return given;
    const ids = grants.map(({ contract }) => contract);
    const months = monthsBetween(first, period);
    const open = await openGrantedWork(
      this.models,
      facts,
      months.filter((month) => !cuts.has(month)),
      ids,
    );
    for (const month of months)
      addMonth(
        given,
        facts,
        open.get(month) ?? (await sealedGrantedWork(this.models, month, ids)),
        month === period,
      );
    return given;
  }
}

function addMonth(
  given: Map<string, Given>,
  facts: Facts,
  work: readonly SealedWork[],
  isAsked: boolean,
): void {
  for (const { contract, coreMs, valueEur, unpricedCoreMs } of forgoneOf(facts, work)) {
    const before = given.get(contract) ?? GIVEN_NOTHING;
    given.set(contract, {
      coreMs: isAsked ? coreMs : 0,
      totalCoreMs: addExact(before.totalCoreMs, coreMs),
      valueEur: isAsked ? valueEur : GIVEN_NOTHING.valueEur,
      totalValueEur: before.totalValueEur.plus(valueEur),
      unpricedCoreMs: isAsked ? unpricedCoreMs : 0,
    });
  }
}
