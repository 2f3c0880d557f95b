import { priceList } from '#domain/compute-contracts';
import { commandsOf } from '../commands/definition.js';
import { SetElectricityPriceDto } from './prices.dto.js';

const onPriceList = commandsOf({
  decider: priceList,
  stream: (command) => `price-list-${command.priceList}`,
  context: async () => undefined,
});

export const PRICE_COMMANDS = [
  onPriceList(
    'SetElectricityPrice',
    'What electricity of a list costs from a day on.',
    SetElectricityPriceDto,
  ),
];
