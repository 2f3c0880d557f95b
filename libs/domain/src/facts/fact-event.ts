import type {
  AttemptEndDeclared,
  BenchmarkPublished,
  ChartOfAccountsSet,
  ClientRegistered,
  CompanyRegistered,
  ComputePriceCorrected,
  ComputePriceSet,
  ContractEnded,
  ContractSigned,
  DwellingAdded,
  ElectricityPriceCorrected,
  ElectricityPriceSet,
  EnergyCorrected,
  EstimateAccepted,
  FiscalYearLocked,
  GrantGiven,
  HeaterCommissioned,
  HeaterDeclaredHousehold,
  HeaterDeclaredPlain,
  HeaterEpochOpened,
  HeaterInstalled,
  HeaterMeterExchanged,
  HeaterModeSet,
  HeaterMoved,
  HeaterOpened,
  HeaterRemoved,
  HeaterReset,
  HeldSpanDiscarded,
  HeldSpanReleased,
  InstallationNamed,
  MeteringRulesSet,
  MissingPriceSetAside,
  NoRechargeUndertaken,
  OffPeakWindowsSet,
  OwnerRegistered,
  PriceRevisionNotified,
  RepaymentAgreed,
  ResearchBudgetSet,
  ResidentMovedIn,
  ResidentMovedOut,
  ResidentOptedIn,
  ResidentOptedOut,
  ResidentRegistered,
  SelfBillingMandateEnded,
  SelfBillingMandateGiven,
  SeriesOpened,
  SiteRegistered,
  SpanSetAside,
  SpotPricesCorrected,
  SpotPricesPublished,
  SupplyPointHolderSet,
  SupplyPointOptionSet,
  SupplyPointRegistered,
  SupplyPointTariffSet,
  TempoColourCorrected,
  TempoColoursPublished,
  UploadRefused,
  UsefulHeatRuleSet,
  ZoneOffsetsRecorded,
} from '#events';

export type InstallationFact =
  | InstallationNamed
  | MeteringRulesSet
  | ZoneOffsetsRecorded
  | CompanyRegistered
  | ChartOfAccountsSet
  | ResearchBudgetSet
  | UsefulHeatRuleSet
  | FiscalYearLocked
  | BenchmarkPublished
  | SeriesOpened;
export type SiteFact = SiteRegistered | DwellingAdded;
export type SupplyPointFact =
  | SupplyPointRegistered
  | SupplyPointHolderSet
  | SupplyPointTariffSet
  | SupplyPointOptionSet
  | OffPeakWindowsSet
  | RepaymentAgreed;
export type OwnerFact =
  OwnerRegistered | SelfBillingMandateGiven | SelfBillingMandateEnded | NoRechargeUndertaken;
export type ResidentFact =
  ResidentRegistered | ResidentMovedIn | ResidentMovedOut | ResidentOptedIn | ResidentOptedOut;
export type ClientFact =
  ClientRegistered | ContractSigned | GrantGiven | ContractEnded | PriceRevisionNotified;
export type PriceFact =
  | ElectricityPriceSet
  | ElectricityPriceCorrected
  | ComputePriceSet
  | ComputePriceCorrected
  | SpotPricesPublished
  | SpotPricesCorrected
  | TempoColoursPublished
  | TempoColourCorrected
  | MissingPriceSetAside;
export type HeaterFact =
  | HeaterCommissioned
  | HeaterEpochOpened
  | HeaterDeclaredPlain
  | HeaterDeclaredHousehold
  | HeaterInstalled
  | HeaterMoved
  | HeaterRemoved
  | HeaterModeSet
  | HeaterOpened
  | HeaterReset
  | HeaterMeterExchanged;
export type MeteringFact =
  | UploadRefused
  | HeldSpanReleased
  | HeldSpanDiscarded
  | EnergyCorrected
  | EstimateAccepted
  | SpanSetAside
  | AttemptEndDeclared;

/** Every event that is neither telemetry nor of a document or period. */
export type FactEvent =
  | InstallationFact
  | SiteFact
  | SupplyPointFact
  | OwnerFact
  | ResidentFact
  | ClientFact
  | PriceFact
  | HeaterFact
  | MeteringFact;

/** Which part of the facts an event belongs to; the compiler sees to it that none is forgotten. */
export const CONTEXT_OF_FACT = {
  InstallationNamed: 'installation',
  MeteringRulesSet: 'installation',
  ZoneOffsetsRecorded: 'installation',
  CompanyRegistered: 'installation',
  ChartOfAccountsSet: 'installation',
  ResearchBudgetSet: 'installation',
  UsefulHeatRuleSet: 'installation',
  FiscalYearLocked: 'installation',
  BenchmarkPublished: 'installation',
  SeriesOpened: 'installation',
  SiteRegistered: 'site',
  DwellingAdded: 'site',
  SupplyPointRegistered: 'supply-point',
  SupplyPointHolderSet: 'supply-point',
  SupplyPointTariffSet: 'supply-point',
  SupplyPointOptionSet: 'supply-point',
  OffPeakWindowsSet: 'supply-point',
  RepaymentAgreed: 'supply-point',
  OwnerRegistered: 'owner',
  SelfBillingMandateGiven: 'owner',
  SelfBillingMandateEnded: 'owner',
  NoRechargeUndertaken: 'owner',
  ResidentRegistered: 'resident',
  ResidentMovedIn: 'resident',
  ResidentMovedOut: 'resident',
  ResidentOptedIn: 'resident',
  ResidentOptedOut: 'resident',
  ClientRegistered: 'client',
  ContractSigned: 'client',
  GrantGiven: 'client',
  ContractEnded: 'client',
  PriceRevisionNotified: 'client',
  ElectricityPriceSet: 'price',
  ElectricityPriceCorrected: 'price',
  ComputePriceSet: 'price',
  ComputePriceCorrected: 'price',
  SpotPricesPublished: 'price',
  SpotPricesCorrected: 'price',
  TempoColoursPublished: 'price',
  TempoColourCorrected: 'price',
  MissingPriceSetAside: 'price',
  HeaterCommissioned: 'heater',
  HeaterEpochOpened: 'heater',
  HeaterDeclaredPlain: 'heater',
  HeaterDeclaredHousehold: 'heater',
  HeaterInstalled: 'heater',
  HeaterMoved: 'heater',
  HeaterRemoved: 'heater',
  HeaterModeSet: 'heater',
  HeaterOpened: 'heater',
  HeaterReset: 'heater',
  HeaterMeterExchanged: 'heater',
  UploadRefused: 'metering',
  HeldSpanReleased: 'metering',
  HeldSpanDiscarded: 'metering',
  EnergyCorrected: 'metering',
  EstimateAccepted: 'metering',
  SpanSetAside: 'metering',
  AttemptEndDeclared: 'metering',
} as const satisfies Record<FactEvent['type'], string>;

/** Whether an event of this type is a fact: what `foldFacts` takes, and the `fact` table keeps. */
export const isFactType = (type: string): type is FactEvent['type'] => Object.hasOwn(CONTEXT_OF_FACT, type);
