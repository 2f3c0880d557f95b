import type { Refusal } from '#domain/decision';
import { type LedgerClient, refusalsOf } from '../client.js';
import type { Item } from './read-items.js';

export interface RefusedItem extends Refusal {
  readonly line: number;
}

export interface Counts {
  commands: number;
  uploads: number;
  readonly refused: RefusedItem[];
  /** Items behind a refusal of their batch; they are sent again by the next import. */
  notAttempted: number;
}

interface ItemAnswer {
  readonly status: 'done' | 'recorded' | 'refused' | 'not-attempted';
  readonly code?: string;
  readonly field?: string;
  readonly remedy?: string;
  readonly detail?: string;
  readonly problem?: { readonly code: string; readonly field: string; readonly detail: string };
}

/** One answer per item: of commands, or of uploads. */
function answersOf(body: unknown): readonly ItemAnswer[] | null {
  if (typeof body !== 'object' || body === null) return null;
  if ('commands' in body && Array.isArray(body.commands)) return body.commands as ItemAnswer[];
  return 'results' in body && Array.isArray(body.results) ? (body.results as ItemAnswer[]) : null;
}

function refusalOf(line: number, answer: ItemAnswer): RefusedItem {
  const told = answer.problem ?? answer;
  return {
    line,
    code: told.code ?? 'REFUSED',
    field: told.field ?? '',
    remedy: ('remedy' in told ? told.remedy : undefined) ?? told.detail ?? '',
  };
}

const requestOf = (items: readonly Item[]): { path: string; body: unknown } =>
  items[0]?.kind === 'command'
    ? {
        path: '/v1/commands',
        body: { commands: items.flatMap((item) => (item.kind === 'command' ? [item.command] : [])) },
      }
    : {
        path: '/v1/telemetry',
        body: { uploads: items.flatMap((item) => (item.kind === 'upload' ? [item.upload] : [])) },
      };

/** Sends items of one kind in one request and counts what became of each. */
export async function send(client: LedgerClient, items: readonly Item[], counts: Counts): Promise<void> {
  const { path, body } = requestOf(items);
  const answer = await client.post(path, body);
  const line = items[0]?.line ?? 0;
  const results = answersOf(answer.body);
  if (results === null) {
    counts.refused.push(...refusalsOf(answer).map((refusal) => ({ line, ...refusal })));
    counts.notAttempted += items.length - 1;
    return;
  }
  for (const [place, item] of items.entries()) {
    const result = results[place];
    if (result === undefined || result.status === 'not-attempted') counts.notAttempted++;
    else if (result.status === 'refused') counts.refused.push(refusalOf(item.line, result));
    else if (item.kind === 'command') counts.commands++;
    else counts.uploads++;
  }
  // Everything waits: a full disk, a log that is away. The answer as a whole says why.
  if (answer.status >= 500)
    counts.refused.push(...refusalsOf(answer).map((refusal) => ({ line, ...refusal })));
}
