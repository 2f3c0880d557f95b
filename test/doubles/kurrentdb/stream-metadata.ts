/** `$tb` of a softly deleted stream: the greatest 64-bit number, which no number of JavaScript holds. */
export const SOFT_DELETED = '9223372036854775807';

/** What the metadata of a stream says about keeping its events. */
export interface StreamMetadata {
  readonly maxCount: number | null;
  readonly maxAgeSeconds: number | null;
  readonly truncateBefore: number | typeof SOFT_DELETED | null;
  /** The whole object, written again when one key changes. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export const NO_METADATA: StreamMetadata = {
  maxCount: null,
  maxAgeSeconds: null,
  truncateBefore: null,
  raw: {},
};

const wholeOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Reads the data of a `$metadata` event; what is no JSON object says nothing. */
export function streamMetadataOf(data: Uint8Array): StreamMetadata {
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(data).toString());
  } catch {
    return NO_METADATA;
  }
  if (typeof raw !== 'object' || raw === null) return NO_METADATA;
  const values = raw as Readonly<Record<string, unknown>>;
  const before = wholeOf(values['$tb']);
  return {
    maxCount: wholeOf(values['$maxCount']),
    maxAgeSeconds: wholeOf(values['$maxAge']),
    truncateBefore: before !== null && before > Number.MAX_SAFE_INTEGER ? SOFT_DELETED : before,
    raw: before !== null && before > Number.MAX_SAFE_INTEGER ? { ...values, $tb: SOFT_DELETED } : values,
  };
}
