import type { SupplyPointRegistered, TempoColoursPublished } from '#events';

export type TariffOption = SupplyPointRegistered['data']['option'];
export type TempoColour = TempoColoursPublished['data']['days'][number]['colour'];

/** The price cells that a list must have to price a meter of this option hour by hour. */
export const CELLS_OF_OPTION: Readonly<Record<TariffOption, readonly string[]>> = {
  base: ['base'],
  hphc: ['hp', 'hc'],
  tempo: ['blue-hp', 'blue-hc', 'white-hp', 'white-hc', 'red-hp', 'red-hc'],
  'season-4': ['hph', 'hch', 'hpb', 'hcb'],
  'season-5': ['hph', 'hch', 'hpb', 'hcb', 'peak'],
  spot: ['spot'],
};

/** Whether hours of this option are told apart by windows of the meter. */
export const needsWindows = (option: TariffOption): boolean =>
  option === 'hphc' || option === 'season-4' || option === 'season-5';
