import { command, type DemoCommand } from './command.js';

/**
 * Prices of the demo: inputs, as dated lists. The regulated Base tariff is the published one; the market lists are
 * made up, in a range one meets. Including tax, energy and accise are stated apart.
 */
export const REGULATED_BASE = 'trv-base-6kva';
/** A dearer offer that one occupant chose. */
export const GREEN_OFFER = 'offer-green';
export const LANDLORD_MARKET = 'market-landlord';
export const SCHOOL_MARKET = 'market-school';
export const OFFICE_MARKET = 'market-office';

const REGULATED_SOURCE = 'regulated tariff, option Base, 3–6 kVA';

export function priceCommands(): DemoCommand[] {
  return [
    electricity(REGULATED_BASE, '2025-08-01', '0.1952', '0.1327', '0.02998', REGULATED_SOURCE),
    electricity(REGULATED_BASE, '2026-02-01', '0.1940', '0.1308', '0.03085', REGULATED_SOURCE),
    electricity(REGULATED_BASE, '2026-08-01', '0.2001', '0.1359', '0.03085', REGULATED_SOURCE),
    electricity(GREEN_OFFER, '2026-01-01', '0.2140', '0.1475', '0.03085', 'offer of a supplier (made up)'),
    electricity(
      LANDLORD_MARKET,
      '2026-01-01',
      '0.1787',
      '0.11805',
      '0.03085',
      'landlord contract 2026 (made up)',
    ),
    electricity(
      SCHOOL_MARKET,
      '2026-01-01',
      '0.1716',
      '0.11215',
      '0.03085',
      'school contract 2026 (made up)',
    ),
    electricity(
      OFFICE_MARKET,
      '2026-01-01',
      '0.1830',
      '0.12165',
      '0.03085',
      'office contract 2026 (made up)',
    ),
    electricity(
      OFFICE_MARKET,
      '2026-03-16',
      '0.1794',
      '0.11865',
      '0.03085',
      'office contract, indexed (made up)',
    ),
  ];
}

function electricity(
  priceList: string,
  from: string,
  inclTaxEurPerKwh: string,
  energyEurPerKwh: string,
  acciseEurPerKwh: string,
  source: string,
): DemoCommand {
  const cell = { cell: 'base', inclTaxEurPerKwh, energyEurPerKwh, acciseEurPerKwh, vatRate: '20' };
  return command('set-electricity-price', { priceList, from, cells: [cell], source });
}
