import type {
  AttemptEndDeclared,
  ChartOfAccountsSet,
  ClientRegistered,
  CompanyRegistered,
  ComputePriceSet,
  ContractEnded,
  ContractSigned,
  DwellingAdded,
  ElectricityPriceSet,
  EnergyCorrected,
  EstimateAccepted,
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
  NoRechargeUndertaken,
  OwnerRegistered,
  RepaymentAgreed,
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
  SupplyPointHolderSet,
  SupplyPointRegistered,
  SupplyPointTariffSet,
  UploadRefused,
  ZoneOffsetsRecorded,
} from '#events';

export type InstallationFact =
  | InstallationNamed
  | MeteringRulesSet
  | ZoneOffsetsRecorded
  | CompanyRegistered
  | ChartOfAccountsSet
  | SeriesOpened;
export type SiteFact = SiteRegistered | DwellingAdded;
export type SupplyPointFact =
  SupplyPointRegistered | SupplyPointHolderSet | SupplyPointTariffSet | RepaymentAgreed;
export type OwnerFact =
  OwnerRegistered | SelfBillingMandateGiven | SelfBillingMandateEnded | NoRechargeUndertaken;
export type ResidentFact =
  ResidentRegistered | ResidentMovedIn | ResidentMovedOut | ResidentOptedIn | ResidentOptedOut;
export type ClientFact = ClientRegistered | ContractSigned | GrantGiven | ContractEnded;
export type PriceFact = ElectricityPriceSet | ComputePriceSet;
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
  SeriesOpened: 'installation',
  SiteRegistered: 'site',
  DwellingAdded: 'site',
  SupplyPointRegistered: 'supply-point',
  SupplyPointHolderSet: 'supply-point',
  SupplyPointTariffSet: 'supply-point',
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
  ElectricityPriceSet: 'price',
  ComputePriceSet: 'price',
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
