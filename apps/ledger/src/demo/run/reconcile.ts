import { DEMO_MONTH } from '../model/month.js';
import { command } from '../world/command.js';
import type { LedgerHttp } from './ledger-http.js';

/** The heaters of a supply point against its own meter. */
export interface MeterCompared {
  readonly supplyPoint: string;
  readonly heatersWh: number;
  readonly meterWh: number | null;
  readonly missingMinutes: number | null;
  readonly differenceWh: number | null;
  readonly status: string;
}

/** Supply points whose own meter was read. */
export async function comparedMeters(http: LedgerHttp): Promise<MeterCompared[]> {
  const rows = await http.rows<MeterCompared>(`/v1/reports/reconciliations/meters?period=${DEMO_MONTH}`);
  return rows
    .filter(({ meterWh }) => meterWh !== null)
    .map(({ supplyPoint, heatersWh, meterWh, missingMinutes, differenceWh, status }) => ({
      supplyPoint,
      heatersWh,
      meterWh,
      missingMinutes,
      differenceWh,
      status,
    }));
}

/** A named person looks at what differs, and accepts it. */
export async function acceptDifferences(http: LedgerHttp): Promise<void> {
  await http.caughtUp();
  for (const { supplyPoint, meterWh, differenceWh, status } of await comparedMeters(http)) {
    if (status !== 'DIFFERENCE') continue;
    await http.command(
      command('accept-reconciliation', {
        period: DEMO_MONTH,
        kind: 'meter',
        subject: supplyPoint,
        difference: differenceWh,
        theirs: meterWh,
        reason: 'the grid operator has no values of six hours of 9 March',
      }),
    );
  }
}
