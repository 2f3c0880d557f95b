import type { OpenBooks } from './books.js';

/** What a browser or a command gets. */
export interface ExportFile {
  /** Plain ASCII, without a path. */
  readonly name: string;
  readonly mediaType: string;
  readonly body: AsyncIterable<string | Uint8Array>;
}

/** An export: a route `GET /v1/exports/<name>` and a word of `heatledger export`. */
export interface ExportDefinition {
  readonly name: string;
  /** One sentence, for the list of exports and the help of the command. */
  readonly what: string;
  /** The first is the default. */
  readonly formats: readonly [string, ...string[]];
  /** Throws a Problem where these books cannot be told so. */
  file(books: OpenBooks, format: string): ExportFile | Promise<ExportFile>;
}

/** `journal-2026-01-01-to-2026-12-31-at-1204.csv`: the index in it says what of the log it knows. */
export const fileNameOf = (what: string, { span }: OpenBooks, extension: string): string =>
  `${what}-${span.from}-to-${span.to}-at-${span.index}.${extension}`;
