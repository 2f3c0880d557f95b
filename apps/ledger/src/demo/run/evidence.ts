import { DEMO_MONTH } from '../model/month.js';
import type { LedgerHttp } from './ledger-http.js';

/** A public claim, as the report judges it. */
export interface ClaimOfDemo {
  readonly claim: string;
  readonly says: string;
  readonly figure: string | null;
  readonly unit: string;
  readonly verdict: string;
  readonly missing: readonly string[];
}

/** What a research grant was given in the month. */
export interface GrantOfDemo {
  readonly grant: string;
  readonly coreHours: string;
  readonly limitCoreHours: number | null;
  readonly valueForgone: { readonly amount: string; readonly currency: string };
}

export async function readClaims(http: LedgerHttp): Promise<ClaimOfDemo[]> {
  const { rows } = await http.get<{ readonly rows: readonly ClaimOfDemo[] }>(
    `/v1/claims?period=${DEMO_MONTH}`,
  );
  return rows.map(({ claim, says, figure, unit, verdict, missing }) => ({
    claim,
    says,
    figure,
    unit,
    verdict,
    missing,
  }));
}

export async function readGrants(http: LedgerHttp): Promise<GrantOfDemo[]> {
  const rows = await http.rows<GrantOfDemo>(`/v1/reports/grants?period=${DEMO_MONTH}`);
  return rows.map(({ grant, coreHours, limitCoreHours, valueForgone }) => ({
    grant,
    coreHours,
    limitCoreHours,
    valueForgone,
  }));
}
