import { command, type DemoCommand } from './command.js';

/** How a meter tells hours apart. */
export interface MeterPlan {
  readonly option: 'base' | 'hphc' | 'tempo' | 'season-4' | 'spot';
  readonly subscribedKva: number;
  /** Off-peak hours, as the grid operator set them for this meter. */
  readonly offPeak?: { readonly winter: readonly string[]; readonly summer: readonly string[] };
}

export interface SupplyPlan {
  readonly supplyPoint: string;
  readonly site: string;
  readonly dwelling: string | null;
  readonly meter: MeterPlan;
  /** An owner, or whoever lives in the dwelling. */
  readonly holder: { readonly kind: 'owner'; readonly owner: string } | { readonly kind: 'occupant' };
  /** What the holder pays for electricity. */
  readonly tariff: string;
  /** What is credited; `null`: the holder's own tariff. */
  readonly creditList: string | null;
  readonly tax: 'including' | 'excluding';
  readonly aux: boolean;
}

const FROM = '2026-02-01';
/** Hourly prices are known from here on. */
const SPOT_FROM = '2026-03-01';

/** A supply point with its holder, its hours, its tariff and what was agreed about repayment. */
export function supplyCommands(plan: SupplyPlan): DemoCommand[] {
  const { supplyPoint, site, dwelling, meter, holder, tariff, creditList, tax, aux } = plan;
  const { option, subscribedKva, offPeak } = meter;
  const from = option === 'spot' ? SPOT_FROM : FROM;
  return [
    command('register-supply-point', { supplyPoint, site, dwelling, option, subscribedKva }),
    command('set-supply-point-holder', { supplyPoint, from, holder }),
    ...(offPeak === undefined
      ? []
      : [command('set-off-peak-windows', { supplyPoint, from, ...offPeak, peak: [] })]),
    command('set-supply-point-tariff', { supplyPoint, from, priceList: tariff }),
    command('agree-repayment', {
      supplyPoint,
      agreement: `repayment-${supplyPoint}`,
      from,
      to: null,
      priceList: creditList,
      tax,
      registers: { main: true, aux },
      estimates: true,
    }),
  ];
}
