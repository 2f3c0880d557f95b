import {
  accept,
  exhausted,
  firstRefused,
  isSame,
  payloadOf,
  refuse,
  refuseIf,
  type Check,
  type Decider,
  type Decision,
} from '#domain/decision';
import { checkDate } from '#domain/calendar';
import { checkPower, setOption, setWindows } from './meter-hours.js';
import { checkAgreement } from './repayment-agreement.js';
import {
  evolveSupplyPoint,
  initialSupplyPoint,
  type KnownPriceList,
  type SupplyPointCommand,
  type SupplyPointContext,
  type SupplyPointEvent,
  type SupplyPointState,
} from './supply-point.js';

type Command<Type> = Extract<SupplyPointCommand, { type: Type }>;

/** PRICE_LIST_UNKNOWN, PRICE_LIST_OTHER_KIND, PRICE_MISSING: the list must price electricity from that day on. */
export const checkElectricityList = (list: KnownPriceList | null, name: string, from: string): Check =>
  firstRefused(
    refuseIf(list === null, 'PRICE_LIST_UNKNOWN', 'priceList', `Set a price of the list ${name} first.`),
    refuseIf(
      list?.kind === 'compute',
      'PRICE_LIST_OTHER_KIND',
      'priceList',
      `${name} prices computing; name a list of electricity prices.`,
    ),
    refuseIf(
      list !== null && list.hourly !== true && list.firstDay > from,
      'PRICE_MISSING',
      'priceList',
      `${name} has prices from ${list?.firstDay} only; set an earlier one, or begin then.`,
    ),
  );

/** PRICE_CELLS_DO_NOT_FIT: hours or powers of the meter would have no price. */
const checkCells = (name: string, from: string, missingCells: readonly string[]): Check =>
  refuseIf(
    missingCells.length > 0,
    'PRICE_CELLS_DO_NOT_FIT',
    'priceList',
    `On ${from} the meter needs prices of ${missingCells.join(', ')} at its subscribed power, and ${name} lacks them; name a list with these cells or a single flat base, or set the option of the meter first (SetSupplyPointOption).`,
  );

function register(
  command: Command<'RegisterSupplyPoint'>,
  state: SupplyPointState,
  { site }: SupplyPointContext,
): Decision<SupplyPointEvent> {
  const data = payloadOf(command);
  const before = state.registered;
  const refused = firstRefused(
    refuseIf(
      !/^\d{14}$/.test(data.supplyPoint),
      'PRM_INVALID',
      'supplyPoint',
      'Give the 14 digits of the PRM (PDL).',
    ),
    refuseIf(
      site === null || site.registered === null,
      'SITE_UNKNOWN',
      'site',
      `Register the site ${data.site} first.`,
    ),
    refuseIf(
      data.dwelling !== null && site?.dwellings.has(data.dwelling) !== true,
      'DWELLING_UNKNOWN',
      'dwelling',
      `Add the dwelling ${data.dwelling} to the site ${data.site} first.`,
    ),
    checkPower(data.subscribedKva),
    refuseIf(
      before !== null && (before.site !== data.site || before.dwelling !== data.dwelling),
      'SUPPLY_POINT_FIXED',
      'site',
      'A supply point does not move; one that serves another place has a PRM of its own.',
    ),
    refuseIf(
      before !== null && (before.option !== data.option || before.subscribedKva !== data.subscribedKva),
      'SUPPLY_POINT_FIXED',
      'option',
      'Another option or power has a first day: set it from then on (SetSupplyPointOption).',
    ),
  );
  if (refused !== null) return refused;
  return isSame(before, data) ? accept() : accept({ type: 'SupplyPointRegistered', data });
}

function setHolder(
  command: Command<'SetSupplyPointHolder'>,
  state: SupplyPointState,
  { ownerKnown }: SupplyPointContext,
): Decision<SupplyPointEvent> {
  const { supplyPoint, from, holder } = command;
  const refused = firstRefused(
    checkDate('from', from),
    refuseIf(
      holder.kind === 'owner' && !ownerKnown,
      'OWNER_UNKNOWN',
      'holder.owner',
      `Register the owner ${holder.kind === 'owner' ? holder.owner : ''} first.`,
    ),
    refuseIf(
      holder.kind === 'occupant' && state.registered?.dwelling === null,
      'OCCUPANT_WITHOUT_DWELLING',
      'holder',
      'This supply point serves no single dwelling, so nobody occupies it; name its owner.',
    ),
  );
  if (refused !== null) return refused;
  if (isSame(state.holders.get(from), holder)) return accept();
  return accept({ type: 'SupplyPointHolderSet', data: { supplyPoint, from, holder } });
}

function setTariff(
  command: Command<'SetSupplyPointTariff'>,
  state: SupplyPointState,
  { priceList, missingCells }: SupplyPointContext,
): Decision<SupplyPointEvent> {
  const data = payloadOf(command);
  const refused = firstRefused(
    checkDate('from', data.from),
    checkElectricityList(priceList, data.priceList, data.from),
    checkCells(data.priceList, data.from, missingCells),
  );
  if (refused !== null) return refused;
  if (state.tariffs.get(data.from) === data.priceList) return accept();
  return accept({ type: 'SupplyPointTariffSet', data });
}

function agree(
  command: Command<'AgreeRepayment'>,
  state: SupplyPointState,
  { priceList, missingCells }: SupplyPointContext,
): Decision<SupplyPointEvent> {
  const data = payloadOf(command);
  if (isSame(state.agreements.get(data.agreement), data)) return accept();
  const refused = firstRefused(
    checkAgreement(data, [...state.agreements.values()]),
    data.priceList === null ? null : checkElectricityList(priceList, data.priceList, data.from),
    data.priceList === null ? null : checkCells(data.priceList, data.from, missingCells),
  );
  return refused ?? accept({ type: 'RepaymentAgreed', data });
}

/**
 * Stream `supply-point-<prm>`. Holder, tariff, option and windows may be set for any day, also a past one: the later event
 * of a day stands, and what is dated later is left alone.
 */
export const supplyPoint: Decider<
  SupplyPointCommand,
  SupplyPointState,
  SupplyPointEvent,
  SupplyPointContext
> = {
  initialState: initialSupplyPoint,
  evolve: evolveSupplyPoint,

  decide(command, state, context) {
    if (command.type === 'RegisterSupplyPoint') return register(command, state, context);
    if (state.registered === null) {
      return refuse(
        'SUPPLY_POINT_UNKNOWN',
        'supplyPoint',
        `Register the supply point ${command.supplyPoint} first.`,
      );
    }
    switch (command.type) {
      case 'SetSupplyPointHolder':
        return setHolder(command, state, context);
      case 'SetSupplyPointTariff':
        return setTariff(command, state, context);
      case 'SetSupplyPointOption':
        return setOption(command, state);
      case 'SetOffPeakWindows':
        return setWindows(command, state);
      case 'AgreeRepayment':
        return agree(command, state, context);
      default:
        return exhausted(command);
    }
  },
};
