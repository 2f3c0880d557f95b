import type { ClaimRow } from '../reports/claims/claim-row.js';
import type { Page } from '../reports/shape/index.js';
import type { Run } from './command.js';
import { connect } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';

function textOf(period: string, rows: readonly ClaimRow[]): string {
  const lines = rows.flatMap((row) => [
    `${row.verdict.padEnd(12)} ${row.says}: ${row.figure === null ? 'no figure' : `${row.figure} ${row.unit}`}`,
    ...(row.comparator === null ? [] : [`${' '.repeat(13)}against ${row.comparator}`]),
    ...row.missing.map((what) => `${' '.repeat(13)}missing: ${what}`),
  ]);
  return [`Claims of ${period}`, ...lines].join('\n');
}

/** The claims report of a month: figure and verdict of each public claim, and what is missing to prove it. */
export async function claims({ configuration, output, options }: Run): Promise<void> {
  const { period } = options;
  if (typeof period !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(period))
    throw new CommandEnded(EXIT.usage, [
      { code: 'MONTH_INVALID', field: 'period', remedy: 'Give a calendar month such as 2026-01.' },
    ]);
  const connection = await connect(configuration, { create: false });
  try {
    const { client } = connection;
    const { rows } = (await client.must(client.get(`/v1/claims?period=${period}`))) as Page<ClaimRow>;
    output.result({ period, claims: rows }, textOf(period, rows));
  } finally {
    await connection.close();
  }
}
