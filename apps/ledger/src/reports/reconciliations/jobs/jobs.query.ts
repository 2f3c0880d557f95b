import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { EventStore } from '#event-store';
import type { Keys } from '#ports/keys';
import type { Tables } from '#read-models';
import type { JobList } from '../../../job-lists/index.js';
import { EVENT_STORE, KEYS, READ_MODELS } from '../../../tokens.js';
import { FactsNow, keyOf, pageOf } from '../../shape/index.js';
import { acceptancesOf, type Acceptance } from '../acceptances.js';
import { compareJobs, type Compared, type CompareOptions, type JobDifference } from './compare.js';
import { contractWork } from './contract-work.js';
import type { ContractReconciliation, JobDifferenceRow, JobReconciliations } from './jobs-answer.js';
import { toldJobs, type ToldJob } from './told-jobs.js';

export interface AskedJobs {
  readonly period: string;
  readonly list: JobList;
  /** SHA-256 of the list. */
  readonly file: string;
  /** Null: every contract. */
  readonly contracts: ReadonlySet<string> | null;
  readonly options: CompareOptions;
  readonly limit: number;
  readonly after: string | undefined;
}

export class JobReconciliationsQuery extends Query<JobReconciliations> {
  constructor(readonly asked: AskedJobs) {
    super();
  }
}

const keyOfDifference = ({ contract, job }: JobDifference): readonly [string, string] => [
  contract ?? '',
  job,
];

const rowOf = (difference: JobDifference): JobDifferenceRow => ({
  ...difference,
  differenceCoreMs: difference.ourCoreMs - difference.theirCoreMs,
});

function contractRow(
  contract: string,
  ours: number,
  told: readonly ToldJob[],
  { differences, theirCoreMs }: Compared,
  accepted: Acceptance | null,
): ContractReconciliation {
  const theirs = theirCoreMs.get(contract) ?? 0;
  const difference = ours - theirs;
  const differing = differences.filter((one) => (one.contract ?? '') === contract).length;
  const agrees = difference === 0 && differing === 0;
  return {
    contract: contract === '' ? null : contract,
    ourCoreMs: ours,
    toldCoreMs: told.reduce((sum, one) => sum + (one.contract === contract ? one.coreMs : 0), 0),
    theirCoreMs: theirs,
    differenceCoreMs: difference,
    differing,
    status: agrees ? 'AGREES' : accepted?.difference === difference ? 'ACCEPTED' : 'DIFFERENCE',
    accepted,
  };
}

@QueryHandler(JobReconciliationsQuery)
export class JobReconciliationsHandler implements IQueryHandler<JobReconciliationsQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(KEYS) private readonly keys: Keys,
    private readonly facts: FactsNow,
  ) {}

  async execute({ asked }: JobReconciliationsQuery): Promise<JobReconciliations> {
    const { period, list, file, contracts, options, limit, after } = asked;
    const { models, store, keys } = this;
    const facts = await this.facts.current();
    const work = await contractWork(models, { facts, period, contracts });
    const names = new Set(work.coreMs.keys());
    const told = await toldJobs({ models, store, keys, facts }, period, names, work.heaters);
    const compared = compareJobs(list, told.jobs, options);
    const subjects = [...new Set([...names, ...compared.theirCoreMs.keys()])].sort();
    const accepted = await acceptancesOf(models, store, period, 'jobs', subjects);
    const last = keyOf(after, ['', '']);
    const rest = compared.differences.filter((one) => {
      const [contract, job] = keyOfDifference(one);
      return last === null || contract > last[0] || (contract === last[0] && job > last[1]);
    });
    return {
      period,
      file,
      jobs: list.jobs.length,
      problems: list.problems,
      erased: told.erased,
      contracts: subjects.map((contract) =>
        contractRow(
          contract,
          work.coreMs.get(contract) ?? 0,
          told.jobs,
          compared,
          accepted.get(contract) ?? null,
        ),
      ),
      differing: compared.differences.length,
      ...pageOf(rest.slice(0, limit + 1), limit, keyOfDifference, rowOf),
    };
  }
}
