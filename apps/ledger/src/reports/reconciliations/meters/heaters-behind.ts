import type { Kysely } from 'kysely';
import { addMonths, firstDay, instantAt } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import { addExact } from '#domain/quantity';
import type { SealedHeater } from '#events';
import { sealedNow, type ClosingReads } from '#processes/closing';
import type { Tables } from '#read-models';

/** Energy that heaters drew behind a supply point in a month (Wh). */
export interface DrawnBehind {
  readonly mainWh: number;
  readonly auxWh: number;
  /** Of both together, what no register shows. */
  readonly estimatedWh: number;
}

/** Heaters that stood at these supply points at any time of a month, by supply point. */
export function heatersAt(
  facts: Facts,
  period: string,
  supplyPoints: readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>(supplyPoints.map((prm) => [prm, new Set<string>()]));
  const zones = [...facts.zones.values()];
  if (zones.length === 0) return found;
  const fromMs = Math.min(...zones.map((zone) => instantAt(zone, firstDay(period))));
  const toMs = Math.max(...zones.map((zone) => instantAt(zone, firstDay(addMonths(period, 1)))));
  for (const [heater, { placements }] of facts.heaters)
    placements.forEach(({ from, supplyPoint }, i) => {
      const until = placements[i + 1]?.from ?? Infinity;
      if (from < toMs && until > fromMs) found.get(supplyPoint ?? '')?.add(heater);
    });
  return found;
}

/** The month of these heaters: as it was sealed last where it is closed, else as it stands now. */
async function usageOf(
  models: Kysely<Tables>,
  reads: ClosingReads,
  facts: Facts,
  period: string,
  heaters: ReadonlySet<string>,
): Promise<readonly SealedHeater[]> {
  if (heaters.size === 0) return [];
  if (!(await reads.cuts()).some((cut) => cut.period === period))
    return (await sealedNow(reads, facts, period, heaters)).sealed;
  const rows = await models
    .selectFrom('sealed_heater')
    .select(['heater', 'data'])
    .where('period', '=', period)
    .where('heater', 'in', [...heaters])
    .orderBy('cut')
    .orderBy('heater')
    .execute();
  // A later cut may have sealed the month anew: the last one stands.
  const latest = new Map(rows.map(({ heater, data }) => [heater, JSON.parse(data) as SealedHeater]));
  return [...latest.values()];
}

/** What heaters drew behind each of these supply points, whatever became of it. */
export async function drawnBehind(
  models: Kysely<Tables>,
  reads: ClosingReads,
  facts: Facts,
  period: string,
  supplyPoints: readonly string[],
): Promise<ReadonlyMap<string, DrawnBehind>> {
  const heaters = new Set([...heatersAt(facts, period, supplyPoints).values()].flatMap((set) => [...set]));
  const drawn = new Map<string, DrawnBehind>();
  for (const { energy } of await usageOf(models, reads, facts, period, heaters))
    for (const { supplyPoint, register, kind, energyWh } of energy) {
      if (supplyPoint === null || !supplyPoints.includes(supplyPoint)) continue;
      const { mainWh, auxWh, estimatedWh } = drawn.get(supplyPoint) ?? {
        mainWh: 0,
        auxWh: 0,
        estimatedWh: 0,
      };
      drawn.set(supplyPoint, {
        mainWh: register === 'main' ? addExact(mainWh, energyWh) : mainWh,
        auxWh: register === 'aux' ? addExact(auxWh, energyWh) : auxWh,
        estimatedWh: kind === 'estimated' ? addExact(estimatedWh, energyWh) : estimatedWh,
      });
    }
  return drawn;
}
