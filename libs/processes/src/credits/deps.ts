import type { Kysely } from 'kysely';
import type { Refusal } from '#domain/decision';
import type { Facts } from '#domain/facts';
import type { Actor } from '#events';
import type { AppendOutcome } from '#event-store';
import type { Tables } from '#read-models';
import type { ClosingDeps } from '../closing/deps.js';

export type CreditDeps = Pick<ClosingDeps, 'store' | 'clock' | 'keys' | 'randomness'> & {
  readonly models: Kysely<Tables>;
  /** As they stand now. */
  readonly facts: () => Promise<Facts>;
  /** Resolves once everything recorded so far is projected. */
  readonly projected: () => Promise<void>;
};

/** Who gives the command. */
export interface CreditMeta {
  readonly actor: Actor;
  readonly commandId: string;
}

/** Where an event stands. */
export interface IssuedPlace {
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly index: number;
}

/** What a decision came to: documents issued (or issued before), nothing, or a log that took nothing for now. */
export type CreditOutcome =
  | { readonly kind: 'issued'; readonly events: readonly IssuedPlace[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'failed'; readonly code: Extract<AppendOutcome, { kind: 'failed' }>['code'] };
