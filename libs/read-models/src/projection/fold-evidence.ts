import type { MeterCurveRecorded, ReconciliationAccepted, TransitAttested } from '#events';
import type { FoldState, Place } from './fold-state.js';

export function foldMeterCurve(state: FoldState, { data }: MeterCurveRecorded, { index: idx }: Place): void {
  const { supplyPoint: supply_point, source, months } = data;
  for (const { month: period, energyWh, missingMs } of months)
    state.changes.put('meter_month', {
      supply_point,
      period,
      source,
      energy_wh: energyWh,
      missing_ms: missingMs,
      idx,
    });
}

export function foldReconciled(
  state: FoldState,
  { data }: ReconciliationAccepted,
  { index: idx }: Place,
): void {
  const { period, kind, subject, difference, reason } = data;
  state.changes.put('reconciled', { period, kind, subject, difference, reason, idx });
}

export function foldAttested(state: FoldState, { data }: TransitAttested, { index: idx }: Place): void {
  const { contract, jobs, diskless, encrypted } = data;
  for (const job of jobs)
    state.changes.put('attestation', {
      contract,
      job,
      diskless: Number(diskless),
      encrypted: Number(encrypted),
      idx,
    });
}
