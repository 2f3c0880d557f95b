import { createHash } from 'node:crypto';
import { partyOfDocument } from '#domain/documents';
import type { PartyRef } from '#domain/rating';
import { exportLine, readEvent, type SealedHeater } from '#events';
import type { EventStore } from '#event-store';
import type { IssuedDocument } from '../shape/index.js';
import { eventsOf } from './stream-events.js';

/** A sealed event that a document rests on. It holds other parties too: it is named here and stays in the log. */
export interface SealedReference {
  readonly index: number;
  readonly stream: string;
  readonly revision: number;
  /** Of the export line of the event. */
  readonly sha256: string;
  /** Heaters of the document in it. */
  readonly heaters: readonly string[];
}

/** What a document rests on: sealed usage, and the streams that priced it. */
export interface UsageBehind {
  readonly references: readonly SealedReference[];
  readonly supplyPoints: ReadonlySet<string>;
  readonly priceLists: ReadonlySet<string>;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Months whose usage the lines state or adjust: that of the plan, not of the close that issued it. */
export const monthsOf = ({ planned, lines }: IssuedDocument): string[] =>
  [...new Set([planned.slice(0, 7), ...lines.flatMap(({ adjusts }) => adjusts?.period ?? [])])]
    .filter((month) => MONTH.test(month))
    .sort();

/** Contracts of the lines of computing. */
const contractsOf = ({ lines }: IssuedDocument): ReadonlySet<string> =>
  new Set(
    lines.flatMap(({ key }) => {
      const [, kind, contract] = key.split('|');
      return kind === 'work' && contract !== undefined ? [contract] : [];
    }),
  );

class Gathered {
  readonly references: SealedReference[] = [];
  readonly supplyPoints = new Set<string>();
  readonly priceLists = new Set<string>();

  constructor(
    private readonly contracts: ReadonlySet<string>,
    private readonly party: PartyRef,
  ) {}

  /** Whether the heater has usage of the document; what priced it is noted. */
  concerns({ energy, work }: SealedHeater): boolean {
    const worked = work.filter((row) => row.status === 'billed' && this.contracts.has(row.contract));
    const heated = energy.filter(
      ({ status, holder }) =>
        status === 'credited' && holder?.kind === this.party.kind && holder.id === this.party.id,
    );
    for (const { priceList } of [...worked, ...heated])
      if (priceList !== null) this.priceLists.add(priceList);
    for (const { supplyPoint } of heated) if (supplyPoint !== null) this.supplyPoints.add(supplyPoint);
    return worked.length > 0 || heated.length > 0;
  }
}

/** Sealed usage behind a document, one chunk of it in memory at a time. */
export async function usageBehind(store: EventStore, document: IssuedDocument): Promise<UsageBehind> {
  const gathered = new Gathered(contractsOf(document), partyOfDocument(document));
  for (const month of monthsOf(document))
    for await (const recorded of eventsOf(store, `period-${month}`)) {
      if (recorded.type !== 'UsageSealed') continue;
      const event = readEvent(recorded);
      if (event.type !== 'UsageSealed') continue;
      const heaters = event.data.heaters.filter((sealed) => gathered.concerns(sealed));
      if (heaters.length === 0) continue;
      const { index, stream, revision } = recorded;
      const sha256 = createHash('sha256').update(exportLine(recorded)).digest('hex');
      const names = heaters.map(({ heater }) => heater);
      gathered.references.push({ index, stream, revision, sha256, heaters: names });
    }
  return gathered;
}
