import type { LedgerHttp } from './ledger-http.js';
import type { Progress } from './progress.js';

interface CloseProgressAnswer {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

const POLL_MS = 150;

/** Closes a month, and shows how far it is meanwhile. */
export async function closeMonth(
  http: LedgerHttp,
  { period, issueDate }: { readonly period: string; readonly issueDate: string },
  progress: Progress,
): Promise<void> {
  progress.stage(`Closing ${period}`);
  let closed = false;
  const closing = http
    .command({ command: 'close-period', data: { period, issueDate } })
    .finally(() => (closed = true));
  const watching = watch(http, period, progress, () => closed);
  await closing;
  await watching;
  progress.at(1, 'usage sealed, documents issued, dwellings proved');
}

async function watch(
  http: LedgerHttp,
  period: string,
  progress: Progress,
  isClosed: () => boolean,
): Promise<void> {
  while (!isClosed()) {
    const { step, done, total } = await http.get<CloseProgressAnswer>(`/v1/periods/${period}/progress`);
    progress.at(total === 0 ? 0 : done / total, step);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
