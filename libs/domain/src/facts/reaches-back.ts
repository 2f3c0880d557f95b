import { exhausted } from '#domain/decision';
import {
  addDays,
  lastDay,
  monthOf,
  monthSpan,
  type LocalDate,
  type Month,
  type ZoneOffsets,
} from '#domain/calendar';
import { CONTEXT_OF_FACT, type FactEvent, type InstallationFact, type PriceFact } from './fact-event.js';

/** Whether a Tempo day lies in a month: its last six hours belong to the next civil day. */
const colours = (day: LocalDate, month: Month): boolean =>
  monthOf(day) === month || monthOf(addDays(day, 1)) === month;

/**
 * Whether a fact recorded after the cut of a month takes effect on or before that month's end,
 * so that its usage must be sealed anew. Undated facts (names, rules, chart) hold from their
 * place in the log on and never reach back; nor does the end of an attempt, whose work counts in
 * the period at whose cut it is known.
 */
export function reachesBack(event: FactEvent, month: Month, zone: ZoneOffsets): boolean {
  if (isPriceFact(event)) return priceReachesBack(event, month);
  if (isInstallationFact(event)) return false;
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
      return event.data.from <= last;
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
    case 'PriceRevisionNotified':
      return false;
    default:
      return exhausted(event);
  }
}

const isInstallationFact = (event: FactEvent): event is InstallationFact =>
  CONTEXT_OF_FACT[event.type] === 'installation';
const isPriceFact = (event: FactEvent): event is PriceFact => CONTEXT_OF_FACT[event.type] === 'price';

/** A price holds from its day on; a colour and hourly prices concern their own day alone. */
function priceReachesBack(event: PriceFact, month: Month): boolean {
  switch (event.type) {
    case 'ElectricityPriceSet':
    case 'ElectricityPriceCorrected':
    case 'ComputePriceSet':
    case 'ComputePriceCorrected':
      return event.data.from <= lastDay(month);
    case 'SpotPricesPublished':
    case 'SpotPricesCorrected':
      return monthOf(event.data.day) === month;
    case 'TempoColourCorrected':
      return colours(event.data.day, month);
    case 'TempoColoursPublished':
      return event.data.days.some(({ day }) => colours(day, month));
    case 'MissingPriceSetAside':
      return false;
    default:
      return exhausted(event);
  }
}
