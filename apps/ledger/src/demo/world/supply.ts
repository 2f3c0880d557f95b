import { command, type DemoCommand } from './command.js';

export interface SupplyPlan {
  readonly supplyPoint: string;
  readonly site: string;
  readonly dwelling: string | null;
  readonly subscribedKva: number;
  /** An owner, or whoever lives in the dwelling. */
  readonly holder: { readonly kind: 'owner'; readonly owner: string } | { readonly kind: 'occupant' };
  /** What the holder pays for electricity. */
  readonly tariff: string;
  /** What is credited; `null`: the holder's own tariff. */
  readonly creditList: string | null;
  readonly tax: 'including' | 'excluding';
  readonly aux: boolean;
}

const FROM = '2026-01-01';

/** A supply point with its holder, its tariff and what was agreed about repayment. */
export function supplyCommands(plan: SupplyPlan): DemoCommand[] {
  const { supplyPoint, site, dwelling, subscribedKva, holder, tariff, creditList, tax, aux } = plan;
  return [
    command('register-supply-point', { supplyPoint, site, dwelling, option: 'base', subscribedKva }),
    command('set-supply-point-holder', { supplyPoint, from: FROM, holder }),
    command('set-supply-point-tariff', { supplyPoint, from: FROM, priceList: tariff }),
    command('agree-repayment', {
      supplyPoint,
      agreement: `repayment-${supplyPoint}`,
      from: FROM,
      to: null,
      priceList: creditList,
      tax,
      registers: { main: true, aux },
      estimates: true,
    }),
  ];
}
