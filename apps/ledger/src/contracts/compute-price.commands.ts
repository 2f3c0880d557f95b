import { localDateAt } from '#domain/calendar';
import { computePriceList, flatPrice, type PriceComponent } from '#domain/compute-contracts';
import { refuse, type Refused } from '#domain/decision';
import { contractsOnList } from '#domain/facts';
import { commandsOf } from '../commands/definition.js';
import { priceListLock } from '../commands/lock-names.js';
import { CorrectComputePriceDto, SetComputePriceDto } from './compute-price.dto.js';

const onPriceList = commandsOf({
  decider: computePriceList,
  stream: (command) => `price-list-${command.priceList}`,
  context: async (command, reads) => {
    const zone = await reads.companyZone();
    return {
      contracts: contractsOnList(await reads.facts(), command.priceList),
      today: zone === null ? null : localDateAt(zone, reads.now()),
    };
  },
});

const onList = ({ priceList }: SetComputePriceDto): string[] => [priceListLock(priceList)];

/** The short form `eurPerUnit` is one component for everything. */
function withComponents<Dto extends SetComputePriceDto>({ eurPerUnit, components, ...rest }: Dto) {
  if ((eurPerUnit === null) === (components === null)) {
    return refuse(
      'PRICE_AMBIGUOUS',
      'eurPerUnit',
      'Give either eurPerUnit, one price for all work, or components.',
    ) satisfies Refused;
  }
  return { ...rest, components: components?.map(componentOf) ?? flatPrice(eurPerUnit ?? '0') };
}

const componentOf = ({
  tiers,
  ...rest
}: NonNullable<SetComputePriceDto['components']>[number]): PriceComponent => ({
  ...rest,
  tiers: tiers.map((tier) => ({ ...tier, flatEur: tier.flatEur ?? '0' })),
});

export const COMPUTE_PRICE_COMMANDS = [
  onPriceList('SetComputePrice', 'What computing of a list costs from a day on.', SetComputePriceDto, {
    // A contract signed beside it might ask for notice of this price.
    locks: onList,
    payload: (price) => Promise.resolve(withComponents(price)),
  }),
  onPriceList(
    'CorrectComputePrice',
    'What a list said was wrong or missing: open months are rated anew, closed ones adjusted.',
    CorrectComputePriceDto,
    { locks: onList, payload: (price) => Promise.resolve(withComponents(price)) },
  ),
];
