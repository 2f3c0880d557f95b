import type { LedgerHttp } from './ledger-http.js';
import type { Progress } from './progress.js';

interface CloseProgressAnswer {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

const POLL_MS = 150;
const ENDED: ReadonlySet<string> = new Set(['done', 'refused', 'failed', 'idle']);

/** Closes a month, and shows how far it is meanwhile. */
export async function closeMonth(
  http: LedgerHttp,
  { period, issueDate }: { readonly period: string; readonly issueDate: string },
  progress: Progress,
): Promise<void> {
  progress.stage(`Closing ${period}`);
  let answered = false;
  const closing = http
    .command({ command: 'close-period', data: { period, issueDate } })
    .finally(() => (answered = true));
  const watching = watch(http, period, progress, () => answered);
  await closing;
  await watching;
  progress.at(1, 'usage sealed, documents issued, dwellings proved');
}

async function watch(
  http: LedgerHttp,
  period: string,
  progress: Progress,
  isAnswered: () => boolean,
): Promise<void> {
  for (;;) {
    const { step, done, total } = await http.get<CloseProgressAnswer>(`/v1/periods/${period}/progress`);
    progress.at(total === 0 ? 0 : done / total, step);
    // A close that takes long is answered before it is done.
    if (isAnswered() && ENDED.has(step)) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
