import type { Chart } from '#domain/accounting';
import { sealHeater } from '#domain/attribution';
import { documentOf, faultsAgainst, numberAt, type DocumentDraft, type Fault } from '#domain/documents';
import type { FactEvent } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import { partiesOf, planDocuments, type DocumentPlan } from '#domain/periods';
import type { CompanyRegistered, DocumentIssuedData } from '#events';
import { chart, company, factsOf } from '../samples/heated-block.js';

/** A ledger in small: closes August, then later months that meet August sealed anew each time. */
export class Books {
  readonly issued: DocumentIssuedData[] = [];
  /** Documents set aside so far. */
  readonly waiting: DocumentDraft[] = [];
  lastPlan: DocumentPlan | null = null;
  /** What the guard before issue finds in any draft. */
  readonly faults: Fault[] = [];
  private august = new Set<string>();

  constructor(private readonly usage: MeteredHeater) {}

  /** `holdBack`: its documents are set aside, not issued. */
  close(period: string, events: readonly FactEvent[], holdBack = false): DocumentPlan {
    const facts = factsOf(...events);
    const sealed = (month: string) => [sealHeater(this.usage, facts, month)];
    // Whom August concerned when it was closed, and whom it concerns now.
    const parties = new Set([...this.august, ...partiesOf(facts, sealed('2026-08'))]);
    const earlier = period === '2026-08' ? [] : [{ period: '2026-08', sealed: sealed('2026-08'), parties }];
    const plan = planDocuments({
      facts,
      period,
      sealed: sealed(period),
      earlier,
      issued: this.issued,
      waiting: this.waiting,
    });
    for (const draft of plan.drafts) this.faults.push(...faultsAgainst(facts, draft, `${period}-28`));
    if (holdBack) this.waiting.push(...plan.drafts);
    else for (const draft of plan.drafts) this.issued.push(this.issue(draft, period));
    this.august = parties;
    this.lastPlan = plan;
    return plan;
  }

  private issue(draft: DocumentDraft, period: string): DocumentIssuedData {
    const identity =
      draft.party.kind === 'resident'
        ? { person: { keyId: 'k', sealed: 'AAAA' } }
        : { name: draft.party.id, address: 'somewhere' };
    return documentOf(draft, {
      number: numberAt({ prefix: 'D-', first: 1 }, this.issued.length + 1),
      issueDate: `${period}-28`,
      period,
      cutIndex: 0,
      chart: chart.data as Chart,
      mentions: {
        company: company.data as CompanyRegistered['data'],
        client: null,
        owner: null,
        mandate: null,
      },
      party: {
        party: draft.party.id,
        identity,
        country: 'FR',
        siren: null,
        vatNumber: null,
        siret: null,
        endpoint: null,
        legalMention: null,
      },
    });
  }
}
