import { Injectable } from '@nestjs/common';
import type { Selectable } from 'kysely';
import type { Facts } from '#domain/facts';
import { liveStatus } from '#domain/resident-proof';
import { invariant } from '#domain/decision';
import type { ProofStatus } from '#events';
import type { Tables } from '#read-models';
import { FactsNow } from '../shape/index.js';
import { CreditDocuments, type IssuedCredit } from './credit-documents.js';

export type SealedProof = Selectable<Tables['proof']>;

/** A proof as it was sealed, and as it stands now. */
export interface LiveProof {
  readonly sealed: SealedProof;
  readonly reasons: readonly string[];
  readonly statusAtCut: ProofStatus;
  readonly status: ProofStatus;
  /** Documents that credit it, in the order of their plan. */
  readonly documents: readonly IssuedCredit[];
}

const isStatus = (text: string): text is ProofStatus =>
  ['SHORT', 'UNPROVEN', 'FREE_DUE', 'FREE_PAID'].includes(text);

/** Looks what has become of sealed proofs: which documents were issued and paid, which undertakings given since. */
@Injectable()
export class LiveProofs {
  constructor(
    private readonly facts: FactsNow,
    private readonly credits: CreditDocuments,
  ) {}

  async of(rows: readonly SealedProof[]): Promise<LiveProof[]> {
    const planned = rows.map((row) => JSON.parse(row.planned) as string[]);
    const credits = await this.credits.of(planned.flat());
    const facts = await this.facts.current();
    return rows.map((row, i) => this.live(facts, row, planned[i]!, credits));
  }

  private live(
    facts: Facts,
    sealed: SealedProof,
    planned: readonly string[],
    credits: ReadonlyMap<string, IssuedCredit>,
  ): LiveProof {
    const { site, dwelling, status: statusAtCut } = sealed;
    invariant(isStatus(statusAtCut), `a proof of ${site}/${dwelling} has status ${statusAtCut}`);
    const reasons = JSON.parse(sealed.reasons) as string[];
    const documents = planned.map((id) => credits.get(id)!);
    const span = { site, dwelling, from: sealed.from_day, to: sealed.to_day };
    const status = liveStatus(
      facts,
      { ...span, status: statusAtCut, reasons, ownCostCents: sealed.own_cost_cents },
      documents,
    );
    return { sealed, reasons, statusAtCut, status, documents };
  }
}
