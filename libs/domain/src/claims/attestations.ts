import { accept, firstRefused, payloadOf, refuseIf, type Decider } from '#domain/decision';
import type { TransitAttested } from '#events';

type Attested = TransitAttested['data'];
export type AttestationCommand = { readonly type: 'AttestTransit' } & Attested;

/** `contractKnown`: whether a contract or grant of that id was ever signed. */
export interface AttestationContext {
  readonly contractKnown: boolean;
}

/** What was last attested of each job of the contract. */
export interface AttestationState {
  readonly jobs: ReadonlyMap<string, Omit<Attested, 'contract' | 'jobs'>>;
}

const JOBS_MAX = 500;

/** One stream per contract, `attestations-<contract>`. Of a job attested twice the later statement stands. */
export const attestations: Decider<
  AttestationCommand,
  AttestationState,
  TransitAttested,
  AttestationContext
> = {
  initialState: { jobs: new Map() },

  decide(command, state, { contractKnown }) {
    const data = payloadOf(command);
    const { jobs, diskless, encrypted, evidence } = data;
    const refused = firstRefused(
      refuseIf(
        !contractKnown,
        'CONTRACT_UNKNOWN',
        'contract',
        `There is no contract ${data.contract}; sign it, or mend its id.`,
      ),
      refuseIf(jobs.length === 0, 'JOBS_MISSING', 'jobs', 'Name at least one job.'),
      refuseIf(
        jobs.length > JOBS_MAX,
        'TOO_MANY_JOBS',
        'jobs',
        `Name at most ${JOBS_MAX} jobs at a time; send the others in further commands.`,
      ),
      refuseIf(new Set(jobs).size !== jobs.length, 'JOB_TWICE', 'jobs', 'Name each job once.'),
      refuseIf(
        !diskless && !encrypted,
        'NOTHING_ATTESTED',
        'diskless',
        'State at least one of diskless and encrypted; what is neither needs no attestation.',
      ),
    );
    if (refused !== null) return refused;
    const stands = jobs.every((job) => {
      const known = state.jobs.get(job);
      return known?.diskless === diskless && known.encrypted === encrypted && known.evidence === evidence;
    });
    return stands ? accept() : accept({ type: 'TransitAttested', data });
  },

  evolve(state, { data: { jobs, diskless, encrypted, evidence } }) {
    const known = new Map(state.jobs);
    for (const job of jobs) known.set(job, { diskless, encrypted, evidence });
    return { jobs: known };
  },
};
