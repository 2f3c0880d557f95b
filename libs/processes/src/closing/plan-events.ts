import { createHash } from 'node:crypto';
import { invariant } from '#domain/decision';
import type { Month } from '#domain/calendar';
import type { DocumentDraft } from '#domain/documents';
import { energyTotals } from '#domain/periods';
import { canonicalText, type DocumentsPlanned, type DomainEvent, type PeriodClosed } from '#events';
import { packed } from './chunks.js';
import type { ComputedClose } from './compute.js';
import type { PeriodEvent, PeriodState } from './period-stream.js';
import { sealedChunks } from './sealed-chunks.js';

const PLANNED_MAX = 200;
const PROOFS_MAX = 200;
const CARRIES_MAX = 500;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const draftHash = (draft: DocumentDraft): string => sha256(canonicalText(draft));

type Planned = DocumentsPlanned['data']['documents'][number];
const plannedOf = (draft: DocumentDraft): Planned => ({
  planned: draft.planned,
  kind: draft.kind,
  series: draft.series,
  party: draft.party.id,
  netCents: draft.netCents,
  grossCents: draft.grossCents,
  draftHash: draftHash(draft),
});

const numbered = <Item>(
  chunks: readonly Item[],
  name: string,
  event: (item: Item, chunk: number) => DomainEvent,
): PeriodEvent[] =>
  chunks.map((item, chunk) => ({ event: event(item, chunk), identity: `${name}/${chunk}` }));

export const usageEvents = (period: Month, computed: ComputedClose): PeriodEvent[] =>
  numbered(sealedChunks(computed.sealed), 'usage', (heaters, chunk) => ({
    type: 'UsageSealed',
    data: { period, chunk, heaters },
  }));

export const plannedEvents = (period: Month, computed: ComputedClose): PeriodEvent[] =>
  numbered(packed(computed.drafts.map(plannedOf), PLANNED_MAX), 'planned', (documents, chunk) => ({
    type: 'DocumentsPlanned',
    data: { period, chunk, documents },
  }));

/** A resumed close must come to what it planned; otherwise code or read models changed under it. */
export function assertAsPlanned(state: PeriodState, computed: ComputedClose): void {
  const now = new Map(computed.drafts.map((draft) => [draft.planned, draftHash(draft)]));
  for (const { planned, draftHash: then } of state.planned)
    invariant(now.get(planned) === then, `${planned} is not what was planned`);
}

export const proofEvents = (period: Month, { proofs, carries }: ComputedClose): PeriodEvent[] => [
  ...numbered(packed(proofs, PROOFS_MAX), 'proofs', (chunkOf, chunk) => ({
    type: 'DwellingProofsSealed',
    data: { period, chunk, proofs: chunkOf },
  })),
  ...numbered(packed(carries, CARRIES_MAX), 'carries', (chunkOf, chunk) => ({
    type: 'ResidentCarrySealed',
    data: { period, chunk, carries: chunkOf },
  })),
];

/** The seal of the month: how much there is of everything, and the hash of its usage. */
export function closedEvent(state: PeriodState, computed: ComputedClose): PeriodEvent {
  invariant(state.closing !== null, 'a month is closed after its cut');
  const usage = state.events.filter((event) => event.type === 'UsageSealed');
  const data: PeriodClosed['data'] = {
    period: state.closing.data.period,
    cutIndex: state.closing.index,
    usageChunks: usage.length,
    usageHash: sha256(usage.map((event) => event.data).join('\n')),
    documents: computed.drafts.length - state.setAside.length,
    setAside: state.setAside.length,
    ...energyTotals(computed.sealed),
  };
  return { event: { type: 'PeriodClosed', data }, identity: 'closed' };
}
