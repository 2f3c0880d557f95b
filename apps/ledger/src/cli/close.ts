import type { PeriodDetail } from '../reports/periods/period-row.js';
import type { LedgerClient } from './client.js';
import type { Run } from './command.js';
import { connect } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { setAsideLines } from './mend-text.js';
import { monthFrom } from './month.js';
import type { Output } from './output.js';

const POLL_MS = 250;

interface Closed {
  readonly position: number;
  readonly closed: {
    readonly period: string;
    readonly issueDate: string;
    readonly repeated: boolean;
    readonly documents: number;
    readonly setAside: readonly {
      readonly planned: string;
      readonly reasons: readonly string[];
      readonly mend: readonly { readonly code: string; readonly field: string; readonly remedy: string }[];
    }[];
    readonly notDrawn: readonly { readonly field: string; readonly remedy: string }[];
  };
}

interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly answer: Closed | null;
  readonly errors: readonly { readonly code: string; readonly field: string; readonly detail: string }[];
}

/** Neither here nor done: the ledger that was asked is gone, and another one answers in its place. */
const FORGOTTEN: ReadonlySet<string> = new Set(['idle', 'elsewhere']);

/** Tells how far the close is until it ends; answers what it came to, or ends the command. */
async function follow(
  client: LedgerClient,
  period: string,
  ask: () => Promise<unknown>,
  output: Output,
): Promise<Closed> {
  await ask();
  for (;;) {
    const progress = (await client.must(client.get(`/v1/periods/${period}/progress`))) as Progress;
    const { step, done, total, answer, errors } = progress;
    if (answer !== null) return answer;
    if (step === 'refused' || step === 'failed')
      throw new CommandEnded(
        step === 'refused' ? EXIT.refused : EXIT.failed,
        errors.map(({ code, field, detail }) => ({ code, field, remedy: detail })),
      );
    if (FORGOTTEN.has(step)) await ask();
    output.progress(total > 1 ? `${step} ${done} of ${total}` : step);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function textOf({ closed }: Closed, { totals, conservation }: PeriodDetail): string {
  const lines = [
    closed.repeated
      ? `${closed.period} was closed already.`
      : `${closed.period} is closed, documents of ${closed.issueDate}.`,
    ...totals.map(
      ({ kind, documents, gross }) => `${String(documents).padStart(6)} ${kind}, ${gross.amount} EUR`,
    ),
    ...closed.setAside.flatMap((one) => setAsideLines(one.planned, one)),
    ...closed.notDrawn.map(({ field, remedy }) => `   not drawn: ${field} (${remedy})`),
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
  const { issueDate } = options;
  const period = monthFrom('--period', options['period']);
  const connection = await connect(configuration, { create: false });
  try {
    const { client } = connection;
    const command = { period, ...(typeof issueDate === 'string' ? { issueDate } : {}) };
    const ask = (): Promise<unknown> =>
      client.must(client.post('/v1/commands/close-period', command, { prefer: 'respond-async' }));
    const closed = await follow(client, period, ask, output);
    const path = `/v1/periods/${period}?minIndex=${closed.position}`;
    const detail = (await client.must(client.get(path))) as PeriodDetail;
    output.result({ ...closed, period: detail }, textOf(closed, detail));
  } finally {
    await connection.close();
  }
}
