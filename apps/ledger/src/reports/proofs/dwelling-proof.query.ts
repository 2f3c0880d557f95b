import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { firstDay, lastDay } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import { worseStatus } from '#domain/resident-proof';
import type { ProofStatus, SealedEnergy, SealedHeater } from '#events';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { FactsNow, cursorOf, instantText, keyOf, unknown } from '../shape/index.js';
import type { DwellingProofDetail, ProofUploads, ProofUploadsPage } from './dwelling-proof.js';
import { heatersOf } from './heaters-of-dwelling.js';
import { LiveProofs, type LiveProof } from './live-proofs.js';
import { residencyProof } from './residency-proof.js';
import { UploadsBehind } from './uploads-behind.js';

interface DwellingMonth {
  readonly site: string;
  readonly dwelling: string;
  readonly period: string;
}

export class DwellingProofQuery extends Query<DwellingProofDetail> {
  constructor(
    readonly of: DwellingMonth,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(DwellingProofQuery)
export class DwellingProofHandler implements IQueryHandler<DwellingProofQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly facts: FactsNow,
    private readonly live: LiveProofs,
    private readonly uploads: UploadsBehind,
  ) {}

  async execute({ of, limit, after }: DwellingProofQuery): Promise<DwellingProofDetail> {
    const { site, dwelling, period } = of;
    const facts = await this.facts.current();
    const known = facts.sites.get(site) ?? unknown('site', site);
    const door = known.dwellings.get(dwelling) ?? unknown('dwelling', dwelling);
    const proofs = await this.proofsOf(of);
    const energy = await this.energyOf(facts, of);
    const lived = proofs.filter(({ sealed }) => sealed.resident !== null);
    const worst = (statusOf: (proof: LiveProof) => ProofStatus): ProofStatus | null =>
      lived.length === 0 ? null : lived.map(statusOf).reduce(worseStatus);
    return {
      period,
      site,
      dwelling,
      door,
      month: await this.monthStatus(period),
      status: worst((proof) => proof.status),
      statusAtCut: worst((proof) => proof.statusAtCut),
      residencies: proofs.map((proof) => residencyProof(proof, energy)),
      uploads: await this.uploadsOf(facts, of, proofs, limit, after),
    };
  }

  private async monthStatus(period: string): Promise<string> {
    const cut = await this.models
      .selectFrom('cut')
      .select('status')
      .where('period', '=', period)
      .executeTakeFirst();
    return cut?.status ?? 'open';
  }

  private async proofsOf({ site, dwelling, period }: DwellingMonth): Promise<LiveProof[]> {
    const rows = await this.models
      .selectFrom('proof')
      .selectAll()
      .where('period', '=', period)
      .where('site', '=', site)
      .where('dwelling', '=', dwelling)
      .orderBy('from_day')
      .execute();
    return this.live.of(rows);
  }

  /** What was sealed at the month's own cut of the heaters that stood there. */
  private async energyOf(facts: Facts, { site, dwelling, period }: DwellingMonth): Promise<SealedEnergy[]> {
    const days = { site, dwelling, from: firstDay(period), to: lastDay(period) };
    const heaters = [...new Set(heatersOf(facts, days).map(({ heater }) => heater))];
    if (heaters.length === 0) return [];
    const rows = await this.models
      .selectFrom('sealed_heater')
      .select('data')
      .where('cut', '=', period)
      .where('period', '=', period)
      .where('heater', 'in', heaters)
      .orderBy('heater')
      .execute();
    return rows
      .flatMap(({ data }) => (JSON.parse(data) as SealedHeater).energy)
      .filter((row) => row.site === site && row.dwelling === dwelling);
  }

  /** Ranges of uploads after the cursor, as many as a page holds. */
  private async uploadsOf(
    facts: Facts,
    { site, dwelling }: DwellingMonth,
    proofs: readonly LiveProof[],
    limit: number,
    after: string | undefined,
  ): Promise<ProofUploadsPage> {
    let skip = keyOf(after, [0])?.[0] ?? 0;
    const start = skip;
    const rows: ProofUploads[] = [];
    for (const { sealed } of proofs) {
      const days = { site, dwelling, from: sealed.from_day, to: sealed.to_day };
      for (const { heater, epochs, fromMs, toMs } of heatersOf(facts, days))
        for (const epoch of epochs)
          for (const range of await this.uploads.ranges(heater, epoch, { fromMs, toMs })) {
            if (skip-- > 0) continue;
            if (rows.length === limit) return { rows, next: cursorOf([start + limit]) };
            const { fromMs: firstMs, toMs: lastMs, ...numbers } = range;
            const span = { from: instantText(firstMs), to: instantText(lastMs) };
            rows.push({ residencyFrom: sealed.from_day, ...numbers, ...span });
          }
    }
    return { rows, next: null };
  }
}
