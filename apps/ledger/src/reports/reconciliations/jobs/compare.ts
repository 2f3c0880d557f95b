import { addExact } from '#domain/quantity';
import type { JobList, ListedJob } from '../../../job-lists/index.js';
import type { ToldJob } from './told-jobs.js';

export const DIFFERENCES = ['MISSING_HERE', 'MISSING_THERE', 'OTHER_WORK', 'OTHER_OUTCOME'] as const;
export type DifferenceKind = (typeof DIFFERENCES)[number];

export interface JobDifference {
  readonly job: string;
  /** Null: neither the list nor the ledger says. */
  readonly contract: string | null;
  readonly kind: DifferenceKind;
  readonly ourCoreMs: number;
  readonly theirCoreMs: number;
  readonly ourOutcome: string | null;
  readonly theirOutcome: string | null;
}

export interface Compared {
  readonly differences: readonly JobDifference[];
  /** Work of the list by contract; '' where it has none. */
  readonly theirCoreMs: ReadonlyMap<string, number>;
}

export interface CompareOptions {
  /** Before each name of the list, so that it is the ledger's. */
  readonly prefix: string;
  /** Of jobs of which nobody says whose they are. */
  readonly contract: string | null;
  /** A difference of no more is none (core·ms). */
  readonly toleranceCoreMs: number;
}

type Ours = Pick<ToldJob, 'contract' | 'coreMs' | 'outcome'>;

/** A job that went to several heaters in parts (`name.1`, `name.2`) is one where the list has only the name. */
function byListedName(told: readonly ToldJob[], listed: ReadonlySet<string>): Map<string, Ours[]> {
  const jobs = new Map<string, Ours[]>();
  for (const { job, contract, coreMs, outcome } of told) {
    const whole = /^(.+)\.\d+$/.exec(job)?.[1];
    const name = !listed.has(job) && whole !== undefined && listed.has(whole) ? whole : job;
    const known = jobs.get(name) ?? [];
    const same = known.findIndex((one) => one.contract === contract);
    if (same < 0) known.push({ contract, coreMs, outcome });
    else {
      const before = known[same]!;
      const ended = before.outcome === 'completed' ? outcome : before.outcome;
      known[same] = { contract, coreMs: addExact(before.coreMs, coreMs), outcome: ended };
    }
    jobs.set(name, known);
  }
  return jobs;
}

const ended = (outcome: string | null): 'completed' | 'not' | null =>
  outcome === null ? null : outcome === 'completed' ? 'completed' : 'not';

function kindOf(ours: Ours | undefined, theirs: ListedJob, toleranceCoreMs: number): DifferenceKind | null {
  if (ours === undefined) return theirs.coreMs <= toleranceCoreMs ? null : 'MISSING_HERE';
  if (Math.abs(ours.coreMs - theirs.coreMs) > toleranceCoreMs) return 'OTHER_WORK';
  const [here, there] = [ended(ours.outcome), ended(theirs.outcome)];
  return here !== null && there !== null && here !== there ? 'OTHER_OUTCOME' : null;
}

/** Jobs of a list against jobs that heaters told: every difference once, by name. */
export function compareJobs(list: JobList, told: readonly ToldJob[], options: CompareOptions): Compared {
  const { prefix, toleranceCoreMs } = options;
  const names = new Set(list.jobs.map(({ job }) => prefix + job));
  const ours = byListedName(told, names);
  const met = new Set<Ours>();
  const differences: JobDifference[] = [];
  const theirCoreMs = new Map<string, number>();
  for (const theirs of list.jobs) {
    const job = prefix + theirs.job;
    const known = ours.get(job)?.find((one) => theirs.contract === null || one.contract === theirs.contract);
    const contract = theirs.contract ?? known?.contract ?? options.contract;
    if (known !== undefined) met.add(known);
    theirCoreMs.set(contract ?? '', addExact(theirCoreMs.get(contract ?? '') ?? 0, theirs.coreMs));
    const kind = kindOf(known, theirs, toleranceCoreMs);
    if (kind === null) continue;
    differences.push({
      job,
      contract,
      kind,
      ourCoreMs: known?.coreMs ?? 0,
      theirCoreMs: theirs.coreMs,
      ourOutcome: known?.outcome ?? null,
      theirOutcome: theirs.outcome,
    });
  }
  for (const [job, same] of ours)
    for (const one of same)
      if (!met.has(one))
        differences.push({
          job,
          contract: one.contract,
          kind: 'MISSING_THERE',
          ourCoreMs: one.coreMs,
          theirCoreMs: 0,
          ourOutcome: one.outcome,
          theirOutcome: null,
        });
  const keyOf = ({ contract, job }: JobDifference): string => `${contract ?? ''}/${job}`;
  differences.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
  return { differences, theirCoreMs };
}
