import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { lastDay, monthSpan } from '#domain/calendar';
import { zoneAt } from '#domain/attribution';
import type { TransitOfContract, TransitOfMonth } from '#domain/claims';
import type { Facts } from '#domain/facts';
import type { SealedHeater } from '#events';
import type { EventStore } from '#event-store';
import type { Keys } from '#ports/keys';
import type { Tables } from '#read-models';
import { BodyOpener, type RecordedUpload } from '#read-models/projection';
import { EVENT_STORE, KEYS, READ_MODELS } from '../../tokens.js';
import { UploadsBehind, type UploadRange } from '../proofs/uploads-behind.js';
import type { SealedMonth } from './month-of-claims.js';

/** So many bodies are opened for one answer; a month with more says so. */
const UPLOADS_MAX = 50_000;
const BATCH_EVENTS = 200;

type Attested = ReadonlyMap<string, { readonly whole: boolean }>;

const contractsOf = ({ work, pendingWork }: SealedHeater): string[] => [
  ...work.filter(({ status }) => status !== 'internal').map(({ contract }) => contract),
  ...pendingWork.map(({ contract }) => contract),
];

/** Counts the jobs of a month in telemetry, for contracts that have attestations. */
@Injectable()
export class TransitJobs {
  private readonly opener: BodyOpener;

  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(KEYS) keys: Keys,
    private readonly uploads: UploadsBehind,
  ) {
    this.opener = new BodyOpener(keys);
  }

  async of({ period, facts, sealed }: SealedMonth): Promise<TransitOfMonth> {
    const worked = [...new Set(sealed.flatMap(contractsOf))].filter((id) => facts.contracts.has(id)).sort();
    const { byContract, events } = await this.attested(worked);
    const counted = new Map([...byContract.keys()].map((contract) => [contract, new Set<string>()]));
    const unread: string[] = [];
    let left = UPLOADS_MAX;
    for (const heater of sealed) {
      if (!contractsOf(heater).some((contract) => counted.has(contract))) continue;
      left = await this.countJobs(facts, period, heater.heater, counted, unread, left);
      if (left < 0) break;
    }
    if (left < 0) unread.push(`jobs: more than ${UPLOADS_MAX} uploads would have to be opened`);
    return {
      contracts: [...counted].map(([contract, jobs]) => transitOf(contract, jobs, byContract.get(contract)!)),
      unattested: worked.filter((contract) => !byContract.has(contract)),
      attestationEvents: events,
      unread,
    };
  }

  private async attested(
    contracts: readonly string[],
  ): Promise<{ readonly byContract: ReadonlyMap<string, Attested>; readonly events: readonly number[] }> {
    const byContract = new Map<string, Map<string, { whole: boolean }>>();
    const events = new Set<number>();
    for (const contract of contracts) {
      const rows = await this.models
        .selectFrom('attestation')
        .selectAll()
        .where('contract', '=', contract)
        .orderBy('job')
        .execute();
      if (rows.length === 0) continue;
      byContract.set(
        contract,
        new Map(rows.map(({ job, diskless, encrypted }) => [job, { whole: diskless + encrypted === 2 }])),
      );
      for (const { idx } of rows) events.add(idx);
    }
    return { byContract, events: [...events].sort((a, b) => a - b) };
  }

  /** Adds the jobs of a heater whose slices ended in the month; answers how many more uploads may be opened. */
  private async countJobs(
    facts: Facts,
    period: string,
    heater: string,
    counted: ReadonlyMap<string, Set<string>>,
    unread: string[],
    most: number,
  ): Promise<number> {
    const span = monthSpan(zoneAt(facts, heater, Date.parse(`${lastDay(period)}T00:00:00Z`)), period);
    let left = most;
    for (const { epoch } of facts.heaters.get(heater)?.epochs ?? [])
      for (const range of await this.uploads.ranges(heater, epoch, span)) {
        left -= range.toNumber - range.fromNumber + 1;
        if (left < 0) return left;
        for await (const body of this.bodies(range)) {
          if (body === 'erased') {
            unread.push(`erased uploads of ${heater}`);
            break;
          }
          for (const { contract, job, to } of body.slices)
            if (to > span.fromMs && to <= span.toMs) counted.get(contract)?.add(job);
        }
      }
    return left;
  }

  private async *bodies({ heater, epoch, fromNumber, toNumber }: UploadRange) {
    for (let from = fromNumber; from <= toNumber; from += BATCH_EVENTS) {
      const limit = Math.min(BATCH_EVENTS, toNumber - from + 1);
      for (const { data } of await this.store.readStream(`telemetry-${heater}-${epoch}`, from, limit))
        yield await this.opener.open(JSON.parse(data) as RecordedUpload, data);
    }
  }
}

function transitOf(contract: string, jobs: ReadonlySet<string>, attested: Attested): TransitOfContract {
  const known = [...jobs].flatMap((job) => attested.get(job) ?? []);
  const whole = known.filter((one) => one.whole).length;
  return { contract, seen: jobs.size, attested: whole, partly: known.length - whole };
}
