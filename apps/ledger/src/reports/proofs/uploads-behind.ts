import { Inject, Injectable } from '@nestjs/common';
import { invariant } from '#domain/decision';
import { readEvent, type RecordedEvent } from '#events';
import type { EventStore } from '#event-store';
import { EVENT_STORE } from '../../tokens.js';

/** Consecutive uploads of one heater and epoch: numbers and log indexes from–to, both ends included. */
export interface UploadRange {
  readonly heater: string;
  readonly epoch: number;
  readonly fromNumber: number;
  readonly toNumber: number;
  readonly fromIndex: number;
  readonly toIndex: number;
  /** First and last reading (ms UTC). */
  readonly fromMs: number;
  readonly toMs: number;
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Head extends Span {
  readonly number: number;
  readonly index: number;
}

/**
 * A clock that was set may put a few uploads out of order: around both ends of a span so many heads on either
 * side are looked at one by one.
 */
const BORDER = 8;

/**
 * Finds the uploads behind a span of time: those that overlap it, and the neighbours whose readings its edges are
 * interpolated from. Heads stand clear in the log, so no body is opened; a binary search reads a few dozen of them
 * however long the stream is.
 */
@Injectable()
export class UploadsBehind {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async ranges(heater: string, epoch: number, span: Span): Promise<UploadRange[]> {
    const stream = `telemetry-${heater}-${epoch}`;
    const [last] = await this.store.readStreamBackwards(stream, null, 1);
    if (last === undefined) return [];
    const count = last.revision + 1;
    const first = await this.firstWhere(stream, count, (head) => head.toMs >= span.fromMs);
    const end = await this.firstWhere(stream, count, (head) => head.fromMs >= span.toMs);
    const left = await this.heads(stream, first - BORDER, first + BORDER, count);
    const right = await this.heads(stream, end - BORDER, end + BORDER, count);
    return rangesOf(heater, epoch, behind(span, left, right));
  }

  /** The first upload of which it is so, as if it were so of all after it; `count` where it is so of none. */
  private async firstWhere(stream: string, count: number, so: (head: Head) => boolean): Promise<number> {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const [head] = await this.heads(stream, middle, middle + 1, count);
      if (so(head!)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Heads from one number up to but without another, as far as there are any. */
  private async heads(stream: string, from: number, until: number, count: number): Promise<Head[]> {
    const first = Math.max(0, from);
    const limit = Math.min(count, until) - first;
    return limit <= 0 ? [] : (await this.store.readStream(stream, first, limit)).map(headOf);
  }
}

function headOf(recorded: RecordedEvent): Head {
  const event = readEvent(recorded);
  invariant(event.type === 'TelemetryRecorded', `${event.type} in ${recorded.stream}`);
  const { from: fromMs, to: toMs } = event.data.head;
  return { number: recorded.revision, index: recorded.index, fromMs, toMs };
}

/** Of the heads around both ends, those behind the span; what lies between the two borders is taken whole. */
function behind({ fromMs, toMs }: Span, left: readonly Head[], right: readonly Head[]): (Head | 'all')[] {
  const seen = [...new Map([...left, ...right].map((head) => [head.number, head])).values()];
  const overlapping = seen.filter((head) => head.toMs >= fromMs && head.fromMs < toMs);
  const gap = left.length > 0 && right.length > 0 && right[0]!.number > left.at(-1)!.number + 1;
  const before = seen.findLast((head) => head.toMs < fromMs && !overlapping.includes(head));
  const after = seen.find((head) => head.fromMs >= toMs);
  const covered = (ms: number): boolean => overlapping.some((head) => head.fromMs <= ms && head.toMs >= ms);
  const all = [
    ...(before !== undefined && !covered(fromMs) ? [before] : []),
    ...overlapping,
    ...(after !== undefined && !covered(toMs) ? [after] : []),
  ].sort((a, b) => a.number - b.number);
  if (!gap) return all;
  const middle = all.findIndex((head) => head.number > left.at(-1)!.number);
  return middle < 0 ? [...all, 'all'] : [...all.slice(0, middle), 'all', ...all.slice(middle)];
}

/** Runs of consecutive numbers; `all` joins what stands on both its sides. */
function rangesOf(heater: string, epoch: number, heads: readonly (Head | 'all')[]): UploadRange[] {
  const ranges: UploadRange[] = [];
  let joins = false;
  for (const head of heads) {
    if (head === 'all') {
      joins = true;
      continue;
    }
    const open = ranges.at(-1);
    if (open !== undefined && (joins || head.number === open.toNumber + 1))
      ranges[ranges.length - 1] = {
        ...open,
        toNumber: head.number,
        toIndex: head.index,
        fromMs: Math.min(open.fromMs, head.fromMs),
        toMs: Math.max(open.toMs, head.toMs),
      };
    else
      ranges.push({
        heater,
        epoch,
        fromNumber: head.number,
        toNumber: head.number,
        fromIndex: head.index,
        toIndex: head.index,
        fromMs: head.fromMs,
        toMs: head.toMs,
      });
    joins = false;
  }
  return ranges;
}
