import type { ElectricityPriceSet } from '#events';
import { CELLS_OF_OPTION, type TariffOption } from './options.js';

export type PriceCell = ElectricityPriceSet['data']['cells'][number];

/** The option and subscribed power of a meter on a day. */
export interface MeterOption {
  readonly option: TariffOption;
  readonly subscribedKva: number;
}

/** What a price must say of itself to be found. */
type Labelled = Pick<PriceCell, 'cell' | 'kva'>;

interface Prices<Cell extends Labelled = Labelled> {
  readonly cells: readonly Cell[];
}

const holdsFor = ({ kva }: Labelled, subscribedKva: number): boolean =>
  kva === undefined || (kva.min <= subscribedKva && subscribedKva <= kva.max);

/**
 * The price of a cell of a meter's timetable; null where the list has none for it. A list of nothing but `base` is flat:
 * it prices every hour of any meter.
 */
export function priceCellOf<Cell extends Labelled>(
  prices: Prices<Cell>,
  meter: MeterOption,
  cell: string,
): Cell | null {
  const flat = prices.cells.every((one) => one.cell === 'base');
  const wanted = flat ? 'base' : cell;
  return prices.cells.find((one) => one.cell === wanted && holdsFor(one, meter.subscribedKva)) ?? null;
}

/** Cells that a meter of this option and power needs and the list lacks; empty: the list can price it. */
export function missingCells(prices: Prices, meter: MeterOption): readonly string[] {
  return CELLS_OF_OPTION[meter.option].filter((cell) => priceCellOf(prices, meter, cell) === null);
}
