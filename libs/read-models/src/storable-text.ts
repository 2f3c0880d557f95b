const NUL = '\0';

/**
 * Text as every database can keep it: PostgreSQL has no NUL character (U+0000), so that U+FFFD stands in its place.
 * Commands refuse it; logs that were written before may hold it.
 */
export const storableText = (text: string): string =>
  text.includes(NUL) ? text.replaceAll(NUL, '\u{fffd}') : text;
