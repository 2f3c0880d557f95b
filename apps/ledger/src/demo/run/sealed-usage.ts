import type { LedgerHttp } from './ledger-http.js';
import type { SealedHeater } from '#events';

/** Sums of what the ledger sealed for a month, read from the public log as an auditor would. */
export interface SealedTotals {
  readonly heaters: number;
  /** Wh by what became of it, and why where it was not credited. */
  readonly energyWh: Readonly<Record<'credited' | 'uncreditable' | 'pending', number>>;
  readonly energyReasonsWh: Readonly<Record<string, number>>;
  readonly energyKindsWh: Readonly<Record<string, number>>;
  readonly energyCellsWh: Readonly<Record<string, number>>;
  /** core·ms by what became of it. */
  readonly workCoreMs: Readonly<Record<'billed' | 'free' | 'unbillable' | 'internal' | 'pending', number>>;
}

const mutable = () => ({
  heaters: 0,
  energyWh: { credited: 0, uncreditable: 0, pending: 0 },
  energyReasonsWh: {} as Record<string, number>,
  energyKindsWh: {} as Record<string, number>,
  energyCellsWh: {} as Record<string, number>,
  workCoreMs: { billed: 0, free: 0, unbillable: 0, internal: 0, pending: 0 },
});

export async function sealedTotals(
  http: LedgerHttp,
  period: string,
  cutIndex: number,
): Promise<SealedTotals> {
  const totals = mutable();
  for (const line of (await http.text(`/v1/events?from=${cutIndex}`)).split('\n')) {
    if (!line.includes('"UsageSealed"')) continue;
    const { type, stream, data } = JSON.parse(line) as {
      type: string;
      stream: string;
      data: { period: string; heaters: SealedHeater[] };
    };
    // A later cut seals heaters of earlier months anew, in a stream of its own.
    if (type !== 'UsageSealed' || stream !== `period-${period}` || data.period !== period) continue;
    for (const heater of data.heaters) add(totals, heater);
  }
  return {
    ...totals,
    energyReasonsWh: sorted(totals.energyReasonsWh),
    energyKindsWh: sorted(totals.energyKindsWh),
    energyCellsWh: sorted(totals.energyCellsWh),
  };
}

function add(totals: ReturnType<typeof mutable>, heater: SealedHeater): void {
  totals.heaters++;
  for (const { status, reason, kind, priceCell, energyWh } of heater.energy) {
    totals.energyWh[status] += energyWh;
    addTo(totals.energyKindsWh, kind, energyWh);
    addTo(totals.energyCellsWh, priceCell, energyWh);
    if (reason !== null) addTo(totals.energyReasonsWh, reason, energyWh);
  }
  for (const { status, coreMs } of heater.work) totals.workCoreMs[status] += coreMs;
  for (const { coreMs } of heater.pendingWork) totals.workCoreMs.pending += coreMs;
}

function addTo(sums: Record<string, number>, key: string, energyWh: number): void {
  if (energyWh > 0) sums[key] = (sums[key] ?? 0) + energyWh;
}

const sorted = (record: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
