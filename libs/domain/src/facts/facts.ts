import type { ZoneOffsets } from '#domain/calendar';
import type { TempoColour } from '#domain/electricity-tariffs';
import type {
  AttemptEndDeclared,
  BenchmarkPublished,
  ChartOfAccountsSet,
  ClientRegistered,
  CompanyRegistered,
  ComputePriceSet,
  ContractSigned,
  ElectricityPriceSet,
  EnergyCorrected,
  EstimateAccepted,
  FiscalYearLocked,
  GrantGiven,
  HeaterCommissioned,
  HeaterModeSet,
  MeteringRulesSet,
  MissingPriceSetAside,
  NoRechargeUndertaken,
  OffPeakWindowsSet,
  OwnerRegistered,
  PriceRevisionNotified,
  RepaymentAgreed,
  ResearchBudgetSet,
  ResidentRegistered,
  SiteRegistered,
  SpanSetAside,
  SpotPricesPublished,
  SupplyPointHolderSet,
  SupplyPointOptionSet,
  SupplyPointRegistered,
  SupplyPointTariffSet,
  UsefulHeatRuleSet,
} from '#events';

/** Where a heater stood from an instant on; `supplyPoint` is null while it stands nowhere. */
export interface Placement {
  readonly from: number;
  readonly site: string | null;
  readonly supplyPoint: string | null;
  readonly dwelling: string | null;
}

export interface HeaterFacts {
  readonly commissioned: HeaterCommissioned['data'] | null;
  readonly plain: boolean;
  readonly epochs: readonly { readonly epoch: number; readonly publicKey: string | null }[];
  /** Ascending by `from`. */
  readonly placements: readonly Placement[];
  /** Spans during which the case was open: nothing billable. `to` null: still open. */
  readonly opened: readonly { readonly from: number; readonly to: number | null }[];
  /** Ascending by `from`: the mode holds until the next one. */
  readonly modes: readonly { readonly from: number; readonly mode: HeaterModeSet['data']['mode'] }[];
  readonly corrections: readonly EnergyCorrected['data'][];
  readonly estimates: readonly EstimateAccepted['data'][];
  readonly setAside: readonly SpanSetAside['data'][];
  readonly declaredEnds: readonly AttemptEndDeclared['data'][];
}

export interface SupplyPointFacts {
  readonly registered: SupplyPointRegistered['data'];
  /** Each list ascending by `from`; a later event with the same `from` replaces the earlier one. */
  readonly holders: readonly SupplyPointHolderSet['data'][];
  readonly tariffs: readonly SupplyPointTariffSet['data'][];
  readonly agreements: readonly RepaymentAgreed['data'][];
  /** Option and power from a day on; before the first, those of the registration. */
  readonly options: readonly SupplyPointOptionSet['data'][];
  readonly windows: readonly OffPeakWindowsSet['data'][];
}

export interface OwnerFacts {
  readonly registered: OwnerRegistered['data'];
  readonly mandates: readonly {
    readonly mandate: string;
    readonly from: string;
    readonly to: string | null;
  }[];
  readonly undertakings: readonly NoRechargeUndertaken['data'][];
}

export interface ResidentFacts {
  readonly registered: ResidentRegistered['data'];
  /** Days, both ends included; `to` null: lives there still. */
  readonly residencies: readonly {
    readonly site: string;
    readonly dwelling: string;
    readonly from: string;
    readonly to: string | null;
  }[];
  readonly optedIn: readonly { readonly from: string; readonly to: string | null }[];
}

/** Who lived in a dwelling; days, both ends included. */
export interface Occupancy {
  readonly resident: string;
  readonly from: string;
  readonly to: string | null;
}

export interface ContractFacts {
  readonly client: string;
  readonly contract: string;
  /** Exactly one of both. */
  readonly signed: ContractSigned['data'] | null;
  readonly grant: GrantGiven['data'] | null;
  /** Last day, once it ended. */
  readonly endedOn: string | null;
  /** Notices of new prices, in the order they were recorded. */
  readonly notices: readonly PriceRevisionNotified['data'][];
}

/**
 * All that people told the ledger, as it stood at one index of the log: a pure fold of every
 * event that is neither telemetry nor a document. Local days, holders, prices and contracts are looked up here.
 */
export interface Facts {
  readonly company: CompanyRegistered['data'] | null;
  readonly chart: ChartOfAccountsSet['data'] | null;
  readonly rules: MeteringRulesSet['data'];
  readonly zones: ReadonlyMap<string, ZoneOffsets>;
  readonly sites: ReadonlyMap<
    string,
    { readonly registered: SiteRegistered['data']; readonly dwellings: ReadonlyMap<string, string> }
  >;
  readonly supplyPoints: ReadonlyMap<string, SupplyPointFacts>;
  readonly owners: ReadonlyMap<string, OwnerFacts>;
  readonly residents: ReadonlyMap<string, ResidentFacts>;
  /** Key `dwellingKey(site, dwelling)`; ascending by `from`: the residencies seen from the dwelling. */
  readonly occupancies: ReadonlyMap<string, readonly Occupancy[]>;
  readonly clients: ReadonlyMap<string, ClientRegistered['data']>;
  readonly contracts: ReadonlyMap<string, ContractFacts>;
  /** Ascending by `from`. */
  readonly electricityPrices: ReadonlyMap<string, readonly ElectricityPriceSet['data'][]>;
  readonly computePrices: ReadonlyMap<string, readonly ComputePriceSet['data'][]>;
  /** Hourly prices: list → local day → that day. */
  readonly spotPrices: ReadonlyMap<string, ReadonlyMap<string, SpotPricesPublished['data']>>;
  /** Colour of the Tempo day that begins at 06:00 local of a day. */
  readonly tempo: ReadonlyMap<string, TempoColour>;
  readonly pricesSetAside: readonly MissingPriceSetAside['data'][];
  readonly researchBudget: ResearchBudgetSet['data'] | null;
  readonly usefulHeat: UsefulHeatRuleSet['data'];
  /** In the order they were recorded. */
  readonly benchmarks: readonly BenchmarkPublished['data'][];
  readonly lockedYears: readonly FiscalYearLocked['data'][];
  /** Of every series of numbers that was opened, in the order they were. */
  readonly seriesPrefixes: readonly string[];
  readonly heaters: ReadonlyMap<string, HeaterFacts>;
}
