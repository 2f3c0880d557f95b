import type { Kysely } from 'kysely';
import type { Month } from '#domain/calendar';
import { partyOfDocument } from '#domain/documents';
import type { Facts } from '#domain/facts';
import type { IssuedDocument } from '#domain/periods';
import type { ResidentMonth } from '#documents/model';
import type { DwellingProof } from '#events';
import type { EventStore } from '#event-store';
import { modelReads } from '#processes/closing';
import type { Tables } from '#read-models';
import { sealedProofs } from './proofs-of-period.js';

interface SealedMonth {
  readonly facts: Facts | null;
  readonly byPlanned: ReadonlyMap<string, readonly DwellingProof[]>;
}

/** Worst first. */
const STATUSES: readonly DwellingProof['status'][] = ['SHORT', 'UNPROVEN', 'FREE_DUE', 'FREE_PAID'];

/** What months came to for residents, by the statement that says so. The last month asked for is kept. */
export class ResidentMonths {
  private month: Month | null = null;
  private sealed: Promise<SealedMonth> = Promise.resolve({ facts: null, byPlanned: new Map() });

  constructor(
    private readonly models: Kysely<Tables>,
    private readonly store: EventStore,
  ) {}

  /** Null of a document that is no resident's, and of one that states no month of theirs (late repayments alone). */
  async of(document: IssuedDocument): Promise<ResidentMonth | null> {
    if (partyOfDocument(document).kind !== 'resident') return null;
    const month = document.planned.slice(0, 7);
    if (month !== this.month) {
      this.month = month;
      this.sealed = this.read(month);
    }
    const { facts, byPlanned } = await this.sealed;
    const proofs = byPlanned.get(document.planned) ?? [];
    return proofs.length === 0 ? null : residentMonth(proofs, facts);
  }

  private async read(month: Month): Promise<SealedMonth> {
    const { models, store } = this;
    const cut = await models.selectFrom('cut').select('idx').where('period', '=', month).executeTakeFirst();
    const facts = cut === undefined ? null : await modelReads(models, store).factsBefore(Number(cut.idx));
    const byPlanned = new Map<string, DwellingProof[]>();
    for (const proof of await sealedProofs(store, month))
      for (const planned of proof.planned) byPlanned.set(planned, [...(byPlanned.get(planned) ?? []), proof]);
    return { facts, byPlanned };
  }
}

function residentMonth(proofs: readonly DwellingProof[], facts: Facts | null): ResidentMonth {
  const sum = (of: (proof: DwellingProof) => number): number =>
    proofs.reduce((total, proof) => total + of(proof), 0);
  return {
    places: proofs.map(({ site, dwelling }) => {
      const known = facts?.sites.get(site);
      return `${known?.dwellings.get(dwelling) ?? dwelling}, ${known?.registered.name ?? site}`;
    }),
    from: proofs.map(({ from }) => from).reduce((a, b) => (a < b ? a : b)),
    to: proofs.map(({ to }) => to).reduce((a, b) => (a > b ? a : b)),
    status: STATUSES.find((status) => proofs.some((proof) => proof.status === status))!,
    reasons: [...new Set(proofs.flatMap(({ reasons }) => reasons))],
    energyWh: sum(({ mainWh, auxWh }) => mainWh + auxWh),
    ownCostCents: sum(({ ownCostCents }) => ownCostCents),
    creditedCents: sum(({ creditedCents }) => creditedCents),
    shortCents: sum(({ shortCents }) => shortCents),
  };
}
