import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import {
  CLAIM_IDS,
  benchmarkOf,
  coverageClaims,
  electricityCost,
  energyUse,
  forgoneClaim,
  freeShareClaim,
  lowPowerClaim,
  notProvable,
  openedClaim,
  relocationClaim,
  relocationsIn,
  setpointClaim,
  setpointTime,
  transitClaim,
  unitPriceClaims,
  wasteClaims,
  workOfMonth,
  type BenchmarkMetric,
  type Claim,
} from '#domain/claims';
import type { Facts } from '#domain/facts';
import { forgoneOf } from '#domain/rating';
import { freeDwellings } from '#domain/resident-proof';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { LiveProofs } from '../proofs/live-proofs.js';
import { dwellingsKnown, proofsOfDwellings } from '../proofs/proofs-of-dwellings.js';
import { FactsNow } from '../shape/index.js';
import { type ClaimRow, claimRow } from './claim-row.js';
import { FactEvents } from './fact-events.js';
import { HeaterMonth } from './heater-month.js';
import { MonthMoney } from './month-money.js';
import { MonthOfClaims, type SealedMonth } from './month-of-claims.js';
import { TransitJobs } from './transit-jobs.js';

export class ClaimsQuery extends Query<ClaimRow[]> {
  constructor(readonly period: string) {
    super();
  }
}

/** Gathers what the claims are computed from: sealed usage, documents, settlements, proofs and a few heaters' work. */
@QueryHandler(ClaimsQuery)
export class ClaimsHandler implements IQueryHandler<ClaimsQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly months: MonthOfClaims,
    private readonly money: MonthMoney,
    private readonly facts: FactsNow,
    private readonly events: FactEvents,
    private readonly heaters: HeaterMonth,
    private readonly live: LiveProofs,
    private readonly transit: TransitJobs,
  ) {}

  async execute({ period }: ClaimsQuery): Promise<ClaimRow[]> {
    const month = await this.months.of(period);
    const claims =
      month === null
        ? CLAIM_IDS.map((id) => notProvable(id, `the close of ${period}: close it first`))
        : await this.claimsOf(month);
    return claims.map(claimRow);
  }

  private async claimsOf(month: SealedMonth): Promise<Claim[]> {
    const { period, facts, sealed } = month;
    const published = await this.events.benchmarks();
    const inForce = (metric: BenchmarkMetric) => benchmarkOf(published, metric, period);
    const useful = {
      rule: facts.usefulHeat,
      event: await this.events.usefulHeatRule(month.cutIndex),
    };
    const money = await this.money.of(period);
    const { burnCoreMs, ...work } = workOfMonth(sealed);
    const rows = sealed.flatMap(({ energy }) => energy);
    const grants = forgoneOf(
      facts,
      sealed.flatMap((heater) => heater.work),
    );
    return [
      ...coverageClaims(electricityCost(facts, rows), money),
      await this.freeShare(period),
      ...unitPriceClaims({ work, ...money, benchmarkOf: inForce }),
      ...wasteClaims(energyUse(sealed), useful, inForce),
      forgoneClaim(grants, burnCoreMs),
      setpointClaim(setpointTime(sealed), useful),
      ...(await this.ofHeaters(month)),
      transitClaim(await this.transit.of(month)),
    ];
  }

  private async freeShare(period: string): Promise<Claim> {
    const rows = await this.models
      .selectFrom('proof')
      .selectAll()
      .where('period', '=', period)
      .orderBy('site')
      .orderBy('dwelling')
      .orderBy('from_day')
      .execute();
    const proofs = proofsOfDwellings(await this.live.of(rows));
    const dwellings = freeDwellings(proofs, dwellingsKnown(await this.facts.current()));
    return freeShareClaim(dwellings, await this.months.proofEvents(period));
  }

  /** What is judged by facts of now: moves, openings and modes may be told late. */
  private async ofHeaters(month: SealedMonth): Promise<Claim[]> {
    const facts: Facts = { ...(await this.facts.current()) };
    const moves = relocationsIn(facts, month.period);
    const moveEvents = await this.events.ofHeaters(['HeaterMoved', 'HeaterInstalled'], moves);
    const { heaters, openings } = await this.heaters.opened(facts, month.period);
    const openingEvents = await this.events.ofHeaters(['HeaterOpened'], openings);
    return [
      lowPowerClaim(await this.heaters.lowPower(facts, month.period)),
      relocationClaim(moves, moveEvents),
      openedClaim(heaters, openingEvents),
    ];
  }
}
