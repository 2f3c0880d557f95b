import {
  TEMPO_CALENDAR,
  electricityPriceList,
  missingPrice,
  tempoCalendar,
  type PriceCell,
} from '#domain/electricity-tariffs';
import { commandsOf } from '../commands/definition.js';
import {
  CorrectSpotPricesDto,
  CorrectTempoColourDto,
  PublishSpotPricesDto,
  PublishTempoColoursDto,
} from './hourly.dto.js';
import {
  CorrectElectricityPriceDto,
  SetElectricityPriceDto,
  SetMissingPriceAsideDto,
  type ElectricityCellDto,
} from './prices.dto.js';

const onPriceList = commandsOf({
  decider: electricityPriceList,
  stream: (command) => `price-list-${command.priceList}`,
  context: async (command, reads) => ({
    zone:
      command.type === 'PublishSpotPrices' || command.type === 'CorrectSpotPrices'
        ? await reads.companyZone()
        : null,
  }),
});

const onCalendar = commandsOf({
  decider: tempoCalendar,
  stream: () => TEMPO_CALENDAR,
  context: async () => undefined,
});

const onMissing = commandsOf({
  decider: missingPrice,
  stream: ({ priceList }) => (priceList === TEMPO_CALENDAR ? TEMPO_CALENDAR : `price-list-${priceList}`),
  context: async () => undefined,
});

/** A price for all powers says nothing of them. */
const cellsOf = (cells: readonly ElectricityCellDto[]): PriceCell[] =>
  cells.map(({ kva, ...cell }) => (kva === null ? cell : { ...cell, kva: { min: kva.min, max: kva.max } }));

export const PRICE_COMMANDS = [
  onPriceList(
    'SetElectricityPrice',
    'What electricity of a list costs from a day on.',
    SetElectricityPriceDto,
    { payload: async (given) => ({ ...given, cells: cellsOf(given.cells) }) },
  ),
  onPriceList(
    'CorrectElectricityPrice',
    'Prices that a list stated wrongly, or forgot: open months are rated anew, closed ones adjusted.',
    CorrectElectricityPriceDto,
    { payload: async (given) => ({ ...given, cells: cellsOf(given.cells) }) },
  ),
  onPriceList(
    'PublishSpotPrices',
    'What electricity of an hourly list costs on one local day.',
    PublishSpotPricesDto,
  ),
  onPriceList('CorrectSpotPrices', 'The hourly prices of a day were wrong.', CorrectSpotPricesDto),
  onCalendar(
    'PublishTempoColours',
    'Colours of Tempo days, each from 06:00 to 06:00 of the next day.',
    PublishTempoColoursDto,
  ),
  onCalendar('CorrectTempoColour', 'The colour of a day was wrong.', CorrectTempoColourDto),
  onMissing(
    'SetMissingPriceAside',
    'Lets months close without this price or colour; what needs it stays pending until it comes.',
    SetMissingPriceAsideDto,
  ),
];
