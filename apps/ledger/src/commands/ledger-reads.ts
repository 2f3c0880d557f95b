import { entriesBatches, type EntriesBatchContext, type EntriesBatches } from '#domain/accounting';
import type { ZoneOffsets } from '#domain/calendar';
import { invariant, type Decider } from '#domain/decision';
import { electricityPriceList, type ElectricityPriceListState } from '#domain/electricity-tariffs';
import { DEFAULT_METERING_RULES, dwellingKey, type Facts, type Occupancy } from '#domain/facts';
import {
  heater,
  site,
  supplyPoint,
  type HeaterState,
  type SiteState,
  type SupplyPointState,
} from '#domain/fleet';
import { installation } from '#domain/installation';
import type { Compared, ReconciliationKind } from '#domain/load-curves';
import { owner, resident } from '#domain/parties';
import type { HeldSpanPlace } from '#domain/telemetry';
import { sealPerson, type DomainEvent, type Person, type SealedPerson } from '#events';
import type { Clock } from '#ports/clock';
import type { Keys } from '#ports/keys';
import type { CreditRuns } from '../credits/credit-runs.js';
import type { MoneyRuns } from '../money/money-runs.js';
import type { StreamStates } from './stream-states.js';

const NONCE_BYTES = 12;

export interface LedgerReadsParts {
  readonly states: StreamStates;
  readonly facts: () => Promise<Facts>;
  /** Spans of a heater that were ever held, or null where no read model tells. */
  readonly held: (heater: string) => Promise<readonly HeldSpanPlace[] | null>;
  readonly keys: Keys;
  readonly clock: Clock;
  /** What two sources say of a subject in a month; absent where no read models are. */
  readonly compared?: (asked: ComparedAsked, facts: Facts) => Promise<Compared | null>;
  /** What settlements read; absent where no read models are. */
  readonly money?: MoneyRuns;
  /** What decides about documents; absent where no read models are. */
  readonly credits?: CreditRuns;
  /** Entries after the last batch; absent where no read models are. */
  readonly waiting?: (batches: EntriesBatches, upToIndex: number | null) => Promise<EntriesBatchContext>;
  /** Where the nonces of sealed persons come from. */
  readonly randomness: (count: number) => Uint8Array;
}

/** A supply point or contract in a month. */
export interface ComparedAsked {
  readonly kind: ReconciliationKind;
  readonly period: string;
  readonly subject: string;
}

interface PricedList {
  readonly kind: 'electricity' | 'compute';
  readonly firstDay: string;
  /** Electricity hour by hour. */
  readonly hourly: boolean;
  /** Of electricity that is not hourly, by first day. */
  readonly prices: ElectricityPriceListState['prices'];
}

/** What a command may ask of other streams, of the clock and of the keys; deciders get the answers as values. */
export class LedgerReads {
  constructor(private readonly parts: LedgerReadsParts) {}

  /** ms UTC */
  now(): number {
    return this.parts.clock.now();
  }

  /** All that people told the ledger so far. Look at it before awaiting anything else. */
  facts(): Promise<Facts> {
    return this.parts.facts();
  }

  /** Documents and months, as settlements ask for them. */
  money(): MoneyRuns {
    const { money } = this.parts;
    invariant(money !== undefined, 'a settlement without read models');
    return money;
  }

  /** What decides about documents: credits, cancellations, corrections. */
  credits(): CreditRuns {
    const { credits } = this.parts;
    invariant(credits !== undefined, 'a credit without read models');
    return credits;
  }

  /** What heaters and meter, or work and a list of jobs, say now; null where nothing is known of the subject. */
  async compared(asked: ComparedAsked): Promise<Compared | null> {
    return this.parts.compared?.(asked, await this.parts.facts()) ?? null;
  }

  /** Entries that no batch holds, up to an index; null: up to the end of the log. */
  async entriesWaiting(upToIndex: number | null): Promise<EntriesBatchContext> {
    const { waiting } = this.parts;
    invariant(waiting !== undefined, 'a batch of entries without read models');
    const batches = await this.stateOf('journal-batches', entriesBatches);
    return waiting(batches ?? entriesBatches.initialState, upToIndex);
  }

  site(id: string): Promise<SiteState | null> {
    return this.stateOf(`site-${id}`, site);
  }

  supplyPoint(prm: string): Promise<SupplyPointState | null> {
    return this.stateOf(`supply-point-${prm}`, supplyPoint);
  }

  heater(id: string): Promise<HeaterState | null> {
    return this.stateOf(`heater-${id}`, heater);
  }

  async ownerKnown(id: string): Promise<boolean> {
    return (await this.stateOf(`owner-${id}`, owner)) !== null;
  }

  async residentKnown(id: string): Promise<boolean> {
    return (await this.stateOf(`resident-${id}`, resident)) !== null;
  }

  async zoneKnown(zone: string): Promise<boolean> {
    return (await this.stateOf('installation', installation))?.zones.has(zone) ?? false;
  }

  async priceList(id: string): Promise<PricedList | null> {
    const list: ElectricityPriceListState | null = await this.stateOf(
      `price-list-${id}`,
      electricityPriceList,
    );
    if (list === null || list.kind === null || list.firstDay === null) return null;
    const { kind, firstDay, prices } = list;
    return { kind: kind === 'spot' ? 'electricity' : kind, firstDay, hourly: kind === 'spot', prices };
  }

  /** UTC offsets of the company's zone; null before it is registered. */
  async companyZone(): Promise<ZoneOffsets | null> {
    const { company, zones } = await this.parts.facts();
    return company === null ? null : (zones.get(company.zone) ?? null);
  }

  async occupantsOf(siteId: string, dwelling: string): Promise<readonly Occupancy[]> {
    return (await this.parts.facts()).occupancies.get(dwellingKey(siteId, dwelling)) ?? [];
  }

  /** The rules by which readings are judged now. */
  async meteringRules(): Promise<Facts['rules']> {
    return (await this.stateOf('installation', installation))?.rules ?? DEFAULT_METERING_RULES;
  }

  /** Client that has a contract or grant of this id. */
  async clientOfContract(contract: string): Promise<string | null> {
    return (await this.parts.facts()).contracts.get(contract)?.client ?? null;
  }

  /** Compute price list of a contract or grant; it never changes. */
  async priceListOf(contract: string): Promise<string | null> {
    const { signed, grant } = (await this.parts.facts()).contracts.get(contract) ?? {};
    return signed?.priceList ?? grant?.priceList ?? null;
  }

  held(heaterId: string): Promise<readonly HeldSpanPlace[] | null> {
    return this.parts.held(heaterId);
  }

  /** Seals what identifies a person under their own key, which is made and durable before this resolves. */
  async seal(person: string, identity: Person): Promise<SealedPerson> {
    const key = await this.parts.keys.obtain(`person:${person}`);
    return sealPerson(key, identity, this.parts.randomness(NONCE_BYTES));
  }

  /** Seals what concerns a person under the key of a document, which outlives an erasure of the person. */
  async sealInDocument(planned: string, person: Person): Promise<SealedPerson> {
    const key = await this.parts.keys.obtain(`document:${planned}`);
    return sealPerson(key, person, this.parts.randomness(NONCE_BYTES));
  }

  private stateOf<State, Event, Command, Context>(
    stream: string,
    decider: Decider<Command, State, Event, Context>,
  ): Promise<State | null> {
    return this.parts.states.stateOf(stream, {
      initialState: decider.initialState,
      // A stream holds the events of its own kind and no others.
      evolve: (state: State, event: DomainEvent) => decider.evolve(state, event as unknown as Event),
    });
  }
}
