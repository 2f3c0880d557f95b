import type { Refusal } from '#domain/decision';
import type { Facts } from '#domain/facts';
import type { LocalDate, Month } from '#domain/calendar';
import type { Actor } from '#events';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { Keys } from '#ports/keys';
import type { ClosingReads } from './reads.js';

export interface ClosingDeps {
  readonly store: EventStore;
  readonly reads: ClosingReads;
  /** Resolves once everything up to and including this index is projected. */
  readonly waitUntilProjected: (index: number) => Promise<unknown>;
  readonly clock: Clock;
  readonly keys: Keys;
  /** Nonces of sealed names; a seeded one only where a demo repeats itself. */
  readonly randomness?: (count: number) => Uint8Array;
  /** Runs check and cut while nobody, in any process, locks a fiscal year beside them. */
  readonly cutAlone?: <Result>(work: (alone: AloneDeps) => Promise<Result>) => Promise<Result>;
  /**
   * Opens a series while nobody, in any process, gives away prefixes beside it; with the facts as they stand then, and
   * the log that takes its opening only as long as that is so.
   */
  readonly openAlone?: <Result>(
    work: (facts: Facts, store: EventStore) => Promise<Result>,
  ) => Promise<Result>;
}

/** What work that keeps others waiting uses instead: a log that takes nothing once others may go on, and a short wait. */
export type AloneDeps = Pick<ClosingDeps, 'store' | 'waitUntilProjected'>;

export interface CloseCommand {
  readonly period: Month;
  readonly issueDate: LocalDate;
  readonly actor: Actor;
  readonly commandId: string;
}

export type CloseStep = 'checking' | 'sealing' | 'planning' | 'issuing' | 'proving' | 'closed';
export type OnProgress = (step: CloseStep, done: number, total: number) => void;

/** What a close came to. A repeat of a finished one answers the same figures. */
export interface ClosedPeriod {
  readonly status: 'closed';
  readonly period: Month;
  readonly issueDate: LocalDate;
  /** Whether it was closed already. */
  readonly repeated: boolean;
  readonly cutIndex: number;
  /** Index of `PeriodClosed`. */
  readonly closedIndex: number;
  readonly documents: number;
  readonly setAside: readonly {
    readonly planned: string;
    readonly reasons: readonly string[];
    /** What to mend before a later close can issue it. */
    readonly mend: readonly Refusal[];
  }[];
  readonly energy: {
    readonly attributedWh: number;
    readonly creditedWh: number;
    readonly uncreditableWh: number;
    readonly pendingWh: number;
  };
  readonly events: readonly { readonly type: string; readonly stream: string; readonly revision: number }[];
}

/** Nothing was written. Every thing missing is listed. */
export interface CloseRefused {
  readonly status: 'refused';
  readonly refusals: readonly Refusal[];
}

export type CloseOutcome = ClosedPeriod | CloseRefused;
