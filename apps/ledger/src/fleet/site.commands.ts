import { refuse } from '#domain/decision';
import { CELLS_OF_OPTION, missingCells } from '#domain/electricity-tariffs';
import {
  meterOptionOn,
  site,
  supplyPoint,
  type SupplyPointCommand,
  type SupplyPointContext,
} from '#domain/fleet';
import { commandsOf } from '../commands/definition.js';
import type { LedgerReads } from '../commands/ledger-reads.js';
import {
  AddDwellingDto,
  AgreeRepaymentDto,
  RegisterSiteDto,
  RegisterSupplyPointDto,
  SetOffPeakWindowsDto,
  SetSupplyPointHolderDto,
  SetSupplyPointOptionDto,
  SetSupplyPointTariffDto,
} from './site.dto.js';

const onSite = commandsOf({
  decider: site,
  stream: (command) => `site-${command.site}`,
  context: async (command, reads) => ({
    zoneKnown: command.type === 'RegisterSite' && (await reads.zoneKnown(command.zone)),
  }),
});

type PricedCommand = Extract<SupplyPointCommand, { priceList: unknown }>;

/** The list that a command names, and what of the meter it cannot price from the command's first day on. */
async function listOf(
  { supplyPoint: prm, from, priceList }: PricedCommand,
  reads: LedgerReads,
): Promise<Pick<SupplyPointContext, 'priceList' | 'missingCells'>> {
  const list = priceList === null ? null : await reads.priceList(priceList);
  const state = await reads.supplyPoint(prm);
  const meter = state === null ? null : meterOptionOn(state, from);
  if (list === null || meter === null) return { priceList: list, missingCells: [] };
  if (list.hourly)
    return { priceList: list, missingCells: meter.option === 'spot' ? [] : CELLS_OF_OPTION[meter.option] };
  const prices = [...list.prices.values()].filter((price) => price.from <= from);
  const price = prices.sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1);
  return { priceList: list, missingCells: price === undefined ? [] : missingCells(price, meter) };
}

const onSupplyPoint = commandsOf({
  decider: supplyPoint,
  stream: (command) => `supply-point-${command.supplyPoint}`,
  context: async (command, reads) => ({
    site: command.type === 'RegisterSupplyPoint' ? await reads.site(command.site) : null,
    ownerKnown:
      command.type === 'SetSupplyPointHolder' &&
      command.holder.kind === 'owner' &&
      (await reads.ownerKnown(command.holder.owner)),
    ...('priceList' in command ? await listOf(command, reads) : { priceList: null, missingCells: [] }),
  }),
});

export const SITE_COMMANDS = [
  onSite('RegisterSite', 'A building exists. Again: another name or address.', RegisterSiteDto),
  onSite('AddDwelling', 'The building has this dwelling. Again: another door.', AddDwellingDto),
  onSupplyPoint(
    'RegisterSupplyPoint',
    'An electricity meter serves a site or dwelling.',
    RegisterSupplyPointDto,
  ),
  onSupplyPoint(
    'SetSupplyPointHolder',
    'Who holds the electricity contract from a day on.',
    SetSupplyPointHolderDto,
    {
      payload: async ({ supplyPoint: prm, from, holder: { kind, owner } }) => {
        if (kind === 'occupant') return { supplyPoint: prm, from, holder: { kind } };
        return owner === null
          ? refuse('OWNER_MISSING', 'holder.owner', 'Name the owner that holds the contract.')
          : { supplyPoint: prm, from, holder: { kind, owner } };
      },
    },
  ),
  onSupplyPoint(
    'SetSupplyPointOption',
    'Its tariff option and subscribed power from a day on.',
    SetSupplyPointOptionDto,
  ),
  onSupplyPoint(
    'SetOffPeakWindows',
    'Which hours are off-peak (or peak) at this meter from a day on. Again: other hours from that day.',
    SetOffPeakWindowsDto,
  ),
  onSupplyPoint('SetSupplyPointTariff', 'What its electricity costs from a day on.', SetSupplyPointTariffDto),
  onSupplyPoint(
    'AgreeRepayment',
    'On which terms electricity is credited to its holder from a day on.',
    AgreeRepaymentDto,
  ),
];
