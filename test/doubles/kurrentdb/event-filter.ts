import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';

import type { LogRecord } from './server-log.js';

/** What a filtered read or subscription of `$all` shows. */
export interface EventFilter {
  shows(record: LogRecord): boolean;
  /** Events looked at between two chances of a checkpoint. */
  readonly window: number;
  /** Events looked at between two checkpoints. */
  readonly checkpointInterval: number;
}

/** Events a page of the server holds, also the search window where none is asked for. */
export const PAGE_EVENTS = 32;

/** The filter of a request; `null` where it asks for all. */
export function filterOf(options: ReadReq.Options): EventFilter | null {
  const filter = options.getFilter();
  if (filter === undefined) return null;
  const byType = filter.getEventType();
  const expression = byType ?? filter.getStreamIdentifier();
  const regex = expression?.getRegex() ?? '';
  const prefixes = expression?.getPrefixList() ?? [];
  const pattern = regex === '' ? null : new RegExp(regex);
  const textOf = (record: LogRecord): string => (byType === undefined ? record.stream : record.type);
  const window = filter.hasMax() ? filter.getMax() : PAGE_EVENTS;
  return {
    shows: (record) => {
      const text = textOf(record);
      return pattern === null ? prefixes.some((prefix) => text.startsWith(prefix)) : pattern.test(text);
    },
    window,
    checkpointInterval: window * filter.getCheckpointintervalmultiplier(),
  };
}
