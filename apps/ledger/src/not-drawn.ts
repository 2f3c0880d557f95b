import type { Logger } from 'pino';
import type { NotDrawn } from '#processes/rendering';

/** Tells in the log of the ledger which documents have no files yet, and why; `documents check` lists them for ever. */
export function tellNotDrawn(logger: Logger, documents: readonly NotDrawn[]): void {
  for (const { series, number, code, remedy } of documents)
    logger.error({ series, number, code, remedy }, 'a document could not be drawn');
}
