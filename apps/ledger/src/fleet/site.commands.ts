import { refuse } from '#domain/decision';
import { site, supplyPoint } from '#domain/fleet';
import { commandsOf } from '../commands/definition.js';
import {
  AddDwellingDto,
  AgreeRepaymentDto,
  RegisterSiteDto,
  RegisterSupplyPointDto,
  SetSupplyPointHolderDto,
  SetSupplyPointTariffDto,
} from './site.dto.js';

const onSite = commandsOf({
  decider: site,
  stream: (command) => `site-${command.site}`,
  context: async (command, reads) => ({
    zoneKnown: command.type === 'RegisterSite' && (await reads.zoneKnown(command.zone)),
  }),
});

const onSupplyPoint = commandsOf({
  decider: supplyPoint,
  stream: (command) => `supply-point-${command.supplyPoint}`,
  context: async (command, reads) => ({
    site: command.type === 'RegisterSupplyPoint' ? await reads.site(command.site) : null,
    ownerKnown:
      command.type === 'SetSupplyPointHolder' &&
      command.holder.kind === 'owner' &&
      (await reads.ownerKnown(command.holder.owner)),
    priceList:
      'priceList' in command && command.priceList !== null ? await reads.priceList(command.priceList) : null,
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
  onSupplyPoint('SetSupplyPointTariff', 'What its electricity costs from a day on.', SetSupplyPointTariffDto),
  onSupplyPoint(
    'AgreeRepayment',
    'On which terms electricity is credited to its holder from a day on.',
    AgreeRepaymentDto,
  ),
];
