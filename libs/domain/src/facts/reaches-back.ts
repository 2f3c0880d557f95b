import { exhausted } from '#domain/decision';
import { lastDay, monthSpan, type Month, type ZoneOffsets } from '#domain/calendar';
import type { FactEvent } from './fact-event.js';

/**
 * Whether a fact recorded after the cut of a month takes effect on or before that month's end,
 * so that its usage must be sealed anew. Undated facts (names, rules, chart) hold from their
 * place in the log on and never reach back; nor does the end of an attempt, whose work counts in
 * the period at whose cut it is known.
 */
export function reachesBack(event: FactEvent, month: Month, zone: ZoneOffsets): boolean {
  const last = lastDay(month);
  switch (event.type) {
    case 'SupplyPointHolderSet':
    case 'SupplyPointTariffSet':
    case 'RepaymentAgreed':
    case 'SelfBillingMandateGiven':
    case 'NoRechargeUndertaken':
    case 'ResidentOptedIn':
    case 'ResidentOptedOut':
    case 'ContractSigned':
    case 'GrantGiven':
    case 'SupplyPointOptionSet':
    case 'OffPeakWindowsSet':
    case 'ElectricityPriceSet':
    case 'ElectricityPriceCorrected':
    case 'ComputePriceSet':
    case 'ComputePriceCorrected':
      return event.data.from <= last;
    case 'SpotPricesPublished':
    case 'SpotPricesCorrected':
    case 'TempoColourCorrected':
      return event.data.day <= last;
    case 'TempoColoursPublished':
      return event.data.days.some(({ day }) => day <= last);
    case 'ResidentMovedIn':
      return event.data.on <= last;
    // These name the last day of something: what changes is the day after.
    case 'ResidentMovedOut':
    case 'SelfBillingMandateEnded':
    case 'ContractEnded':
      return event.data.on < last;
    case 'HeaterInstalled':
    case 'HeaterMoved':
    case 'HeaterRemoved':
    case 'HeaterOpened':
    case 'HeaterReset':
    case 'HeaterMeterExchanged':
      return event.data.at < monthSpan(zone, month).toMs;
    case 'HeldSpanReleased':
    case 'HeldSpanDiscarded':
    case 'EnergyCorrected':
    case 'EstimateAccepted':
    case 'SpanSetAside':
      return event.data.from < monthSpan(zone, month).toMs;
    case 'InstallationNamed':
    case 'MeteringRulesSet':
    case 'ZoneOffsetsRecorded':
    case 'CompanyRegistered':
    case 'ChartOfAccountsSet':
    case 'SeriesOpened':
    case 'SiteRegistered':
    case 'DwellingAdded':
    case 'SupplyPointRegistered':
    case 'OwnerRegistered':
    case 'ResidentRegistered':
    case 'ClientRegistered':
    case 'HeaterCommissioned':
    case 'HeaterEpochOpened':
    case 'HeaterDeclaredPlain':
    case 'HeaterDeclaredHousehold':
    case 'HeaterModeSet':
    case 'UploadRefused':
    case 'AttemptEndDeclared':
    case 'ResearchBudgetSet':
    case 'UsefulHeatRuleSet':
    case 'FiscalYearLocked':
    case 'BenchmarkPublished':
    case 'PriceRevisionNotified':
    case 'MissingPriceSetAside':
      return false;
    default:
      return exhausted(event);
  }
}
