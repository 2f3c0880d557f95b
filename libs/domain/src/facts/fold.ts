import { exhausted, invariant } from '#domain/decision';
import type { ContractFacts, Facts, HeaterFacts, Occupancy, OwnerFacts, ResidentFacts } from './facts.js';
import type { SupplyPointFacts } from './facts.js';
import { emptyFacts } from './empty-facts.js';
import {
  CONTEXT_OF_FACT,
  type ClientFact,
  type FactEvent,
  type HeaterFact,
  type InstallationFact,
  type MeteringFact,
  type OwnerFact,
  type PriceFact,
  type ResidentFact,
  type SiteFact,
  type SupplyPointFact,
} from './fact-event.js';
import { dwellingKey } from './lookup-party.js';
import { NO_HEATER_FACTS, foldHeater, foldMetering } from './fold-heater.js';
import { foldContract } from './fold-contract.js';
import { foldOwner } from './fold-owner.js';
import { foldOccupancies, foldResident, residencyLeft } from './fold-resident.js';
import { foldPrice } from './fold-price.js';
import { foldSupplyPoint } from './fold-supply-point.js';

type Written<T> = { -readonly [K in keyof T]: T[K] extends ReadonlyMap<infer A, infer B> ? Map<A, B> : T[K] };

/**
 * Folds facts in place. `current` shares the fold's maps, which the next `apply` may change: take `snapshot()` for
 * what must stay. Entries inside are never changed, only replaced; after a change `current` is another object, so
 * an index kept by identity is never stale.
 */
export class FactsFold {
  private readonly facts: Written<Facts>;
  private shown: Facts | null = null;

  constructor(start: Facts = emptyFacts) {
    this.facts = copyOf(start);
  }

  get current(): Facts {
    this.shown ??= { ...this.facts };
    return this.shown;
  }

  snapshot(): Facts {
    return copyOf(this.facts);
  }

  /** @throws InvariantBroken where the log contradicts itself (a fact about what was never registered). */
  apply(event: FactEvent): void {
    this.shown = null;
    const context = CONTEXT_OF_FACT[event.type];
    switch (context) {
      case 'installation':
        return this.installation(event as InstallationFact);
      case 'site':
        return this.site(event as SiteFact);
      case 'supply-point': {
        const { supplyPoint } = (event as SupplyPointFact).data;
        const before: SupplyPointFacts | undefined = this.facts.supplyPoints.get(supplyPoint);
        this.facts.supplyPoints.set(supplyPoint, foldSupplyPoint(before, event as SupplyPointFact));
        return;
      }
      case 'owner': {
        const { owner } = (event as OwnerFact).data;
        const before: OwnerFacts | undefined = this.facts.owners.get(owner);
        this.facts.owners.set(owner, foldOwner(before, event as OwnerFact));
        return;
      }
      case 'resident':
        return this.resident(event as ResidentFact);
      case 'client':
        return this.client(event as ClientFact);
      case 'price':
        return foldPrice(this.facts, event as PriceFact);
      case 'heater': {
        const { heater } = (event as HeaterFact).data;
        this.facts.heaters.set(heater, foldHeater(this.heater(heater), event as HeaterFact));
        return;
      }
      case 'metering': {
        const { heater } = (event as MeteringFact).data;
        this.facts.heaters.set(heater, foldMetering(this.heater(heater), event as MeteringFact));
        return;
      }
      default:
        return exhausted(context);
    }
  }

  private heater(heater: string): HeaterFacts {
    return this.facts.heaters.get(heater) ?? NO_HEATER_FACTS;
  }

  private installation(event: InstallationFact): void {
    switch (event.type) {
      case 'InstallationNamed':
        return;
      case 'SeriesOpened':
        // A series is its own stream, whose name the event does not bear: who issues reads that.
        this.facts.seriesPrefixes = [...this.facts.seriesPrefixes, event.data.prefix];
        return;
      case 'MeteringRulesSet':
        this.facts.rules = event.data;
        return;
      case 'ZoneOffsetsRecorded':
        this.facts.zones.set(event.data.zone, event.data);
        return;
      case 'CompanyRegistered':
        this.facts.company = event.data;
        return;
      case 'ChartOfAccountsSet':
        this.facts.chart = event.data;
        return;
      case 'ResearchBudgetSet':
        this.facts.researchBudget = event.data;
        return;
      case 'UsefulHeatRuleSet':
        this.facts.usefulHeat = event.data;
        return;
      case 'FiscalYearLocked':
        this.facts.lockedYears = [...this.facts.lockedYears, event.data];
        return;
      case 'BenchmarkPublished':
        this.facts.benchmarks = [...this.facts.benchmarks, event.data];
        return;
      default:
        return exhausted(event);
    }
  }

  private site(event: SiteFact): void {
    const { site } = event.data;
    const before = this.facts.sites.get(site);
    if (event.type === 'SiteRegistered') {
      this.facts.sites.set(site, { dwellings: new Map(), ...before, registered: event.data });
      return;
    }
    invariant(before !== undefined, `a dwelling of ${site}, which was never registered`);
    const dwellings = new Map(before.dwellings).set(event.data.dwelling, event.data.label);
    this.facts.sites.set(site, { ...before, dwellings });
  }

  private resident(event: ResidentFact): void {
    const { resident } = event.data;
    const after: ResidentFacts = foldResident(this.facts.residents.get(resident), event);
    this.facts.residents.set(resident, after);
    if (event.type !== 'ResidentMovedIn' && event.type !== 'ResidentMovedOut') return;
    const moved = residencyLeft(after.residencies, event.data.dwelling, event.data.on);
    const key = dwellingKey(moved.site, moved.dwelling);
    const occupancies: readonly Occupancy[] = this.facts.occupancies.get(key) ?? [];
    this.facts.occupancies.set(key, foldOccupancies(occupancies, resident, moved));
  }

  private client(event: ClientFact): void {
    if (event.type === 'ClientRegistered') {
      this.facts.clients.set(event.data.client, event.data);
      return;
    }
    const { contract } = event.data;
    const before: ContractFacts | undefined = this.facts.contracts.get(contract);
    this.facts.contracts.set(contract, foldContract(before, event));
  }
}

function copyOf(facts: Facts): Written<Facts> {
  return {
    ...facts,
    zones: new Map(facts.zones),
    sites: new Map(facts.sites),
    supplyPoints: new Map(facts.supplyPoints),
    owners: new Map(facts.owners),
    residents: new Map(facts.residents),
    occupancies: new Map(facts.occupancies),
    clients: new Map(facts.clients),
    contracts: new Map(facts.contracts),
    electricityPrices: new Map(facts.electricityPrices),
    computePrices: new Map(facts.computePrices),
    spotPrices: new Map(facts.spotPrices),
    tempo: new Map(facts.tempo),
    heaters: new Map(facts.heaters),
  };
}

/** The facts after these events, in log order. */
export function foldFacts(events: Iterable<FactEvent>, start: Facts = emptyFacts): Facts {
  const fold = new FactsFold(start);
  for (const event of events) fold.apply(event);
  return fold.current;
}

/** One event more. Copies the maps: for many events use `foldFacts` or `FactsFold`. */
export const evolveFacts = (facts: Facts, event: FactEvent): Facts => foldFacts([event], facts);
