import { Decimal } from '#domain/quantity';
import { claimOf, type Claim } from './claim.js';

/** Jobs of one contract in a month. */
export interface TransitOfContract {
  readonly contract: string;
  /** Jobs whose slices ended in the month. */
  readonly seen: number;
  /** Of these, attested diskless and encrypted; and attested of one of both only. */
  readonly attested: number;
  readonly partly: number;
}

/** What was found of the jobs of a month. */
export interface TransitOfMonth {
  /** Contracts with attestations, each with its jobs counted. */
  readonly contracts: readonly TransitOfContract[];
  /** Contracts with work in the month and no attestation at all: their jobs are not counted. */
  readonly unattested: readonly string[];
  readonly attestationEvents: readonly number[];
  /** Why some uploads could not be looked at. */
  readonly unread: readonly string[];
}

/** Attestations per job: every job seen has to be attested diskless and encrypted. */
export function transitClaim({ contracts, unattested, attestationEvents, unread }: TransitOfMonth): Claim {
  const sum = (of: (one: TransitOfContract) => number): number =>
    contracts.reduce((total, one) => total + of(one), 0);
  const seen = sum((one) => one.seen);
  const attested = sum((one) => one.attested);
  const partly = sum((one) => one.partly);
  const silent = seen - attested - partly;
  const missing = [
    ...unread,
    ...unattested.map((contract) => `attestations of ${contract}: give them with attest-transit`),
    ...(silent > 0 ? [`attestations of ${silent} jobs: give them with attest-transit`] : []),
    ...(seen === 0 && unattested.length === 0 ? ['jobs of clients: none was seen in the month'] : []),
  ];
  return claimOf('transit-attested', {
    figure: seen === 0 ? null : new Decimal(attested).div(seen).toFixed(4, Decimal.ROUND_HALF_UP),
    // A job attested to have touched a disk, or to have travelled in the clear, refutes it; silence does not.
    holds: partly > 0 ? false : missing.length > 0 ? null : true,
    inputs: {
      jobsSeen: seen,
      jobsAttested: attested,
      jobsAttestedPartly: partly,
      ...Object.fromEntries(
        contracts.map((one) => [`contract ${one.contract}`, `${one.attested} of ${one.seen}`]),
      ),
      contractsUnattested: unattested.length,
    },
    references: { events: attestationEvents },
    missing,
  });
}
