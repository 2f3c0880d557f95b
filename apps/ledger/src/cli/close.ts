import type { PeriodDetail } from '../reports/periods/period-row.js';
import type { LedgerClient } from './client.js';
import type { Run } from './command.js';
import { connect } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import type { Output } from './output.js';

const POLL_MS = 250;

interface Closed {
  readonly position: number;
  readonly closed: {
    readonly period: string;
    readonly issueDate: string;
    readonly repeated: boolean;
    readonly documents: number;
    readonly setAside: readonly { readonly planned: string; readonly reasons: readonly string[] }[];
  };
}

/** Tells how far the close is until it has been answered. */
function followProgress(client: LedgerClient, period: string, output: Output): () => void {
  let asking = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    client
      .get(`/v1/periods/${period}/progress`)
      .then(({ body }) => {
        const { step, done, total } = body as { step: string; done: number; total: number };
        output.progress(total > 1 ? `${step} ${done} of ${total}` : step);
      })
      .catch(() => undefined)
      .finally(() => (asking = false));
  }, POLL_MS);
  return () => clearInterval(timer);
}

function textOf({ closed }: Closed, { totals, conservation }: PeriodDetail): string {
  const lines = [
    closed.repeated
      ? `${closed.period} was closed already.`
      : `${closed.period} is closed, documents of ${closed.issueDate}.`,
    ...totals.map(
      ({ kind, documents, gross }) => `${String(documents).padStart(6)} ${kind}, ${gross.amount} EUR`,
    ),
    ...closed.setAside.map(({ planned, reasons }) => `   set aside: ${planned} (${reasons.join(', ')})`),
  ];
  if (conservation !== null) {
    const { attributedWh, creditedWh, uncreditableWh, pendingWh } = conservation;
    lines.push(
      `${attributedWh} Wh = ${creditedWh} credited + ${uncreditableWh} uncreditable + ${pendingWh} pending`,
    );
  }
  return lines.join('\n');
}

export async function close({ configuration, output, options }: Run): Promise<void> {
  const { period, issueDate } = options;
  if (typeof period !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(period))
    throw new CommandEnded(EXIT.usage, [
      { code: 'MONTH_INVALID', field: '--period', remedy: 'Give a calendar month such as 2026-01.' },
    ]);
  const connection = await connect(configuration, { create: false });
  try {
    const { client } = connection;
    const stop = followProgress(client, period, output);
    const command = { period, ...(typeof issueDate === 'string' ? { issueDate } : {}) };
    const closed = (await client
      .must(client.post('/v1/commands/close-period', command))
      .finally(stop)) as Closed;
    const path = `/v1/periods/${period}?minIndex=${closed.position}`;
    const detail = (await client.must(client.get(path))) as PeriodDetail;
    output.result({ ...closed, period: detail }, textOf(closed, detail));
  } finally {
    await connection.close();
  }
}
