import type { EventStoreErrorCode } from '../errors.js';
import type { AppendOutcome } from '../port.js';
import type { LogWriterOptions, SqliteDiagnostics } from './writer-settings.js';
import type { Flat } from './wire.js';

/** A thread answers its questions one by one, in order. */
export type Answer<T> = { readonly answer: T } | { readonly refused: Refused };

export interface Refused {
  readonly code: EventStoreErrorCode;
  readonly message: string;
}

export type WriterQuestion =
  | { readonly ask: 'open'; readonly options: LogWriterOptions }
  | { readonly ask: 'append'; readonly requests: Flat }
  | { readonly ask: 'diagnostics' }
  | { readonly ask: 'close' };

export interface Committed {
  readonly outcomes: readonly AppendOutcome[];
  readonly nextIndex: number;
}

export interface WriterAnswers {
  open: { readonly path: string; readonly nextIndex: number };
  append: Committed;
  diagnostics: SqliteDiagnostics;
  close: null;
}

export type ReaderQuestion =
  | { readonly ask: 'open'; readonly path: string }
  | { readonly ask: 'all'; readonly fromIndex: number; readonly limit: number }
  | { readonly ask: 'stream'; readonly stream: string; readonly fromRevision: number; readonly limit: number }
  | {
      readonly ask: 'backwards';
      readonly stream: string;
      readonly beforeRevision: number | null;
      readonly limit: number;
    }
  | { readonly ask: 'close' };

export interface ReaderAnswers {
  open: null;
  all: Flat;
  stream: Flat;
  backwards: Flat;
  close: null;
}
