import type { Refusal } from '#domain/decision';

/** Control characters but tab and line breaks, the two that are none, and halves of a pair without the other. */
const NOT_STORABLE = /(?![\t\n\r])\p{Control}|[\ufffe\uffff]|\p{Surrogate}/u;

const remedy =
  'Leave out control characters (only tab and line breaks are taken) and broken characters: neither a database nor a document can hold them.';

const faultAt = (field: string): Refusal => ({ code: 'TEXT_INVALID', field, remedy });

/**
 * Texts anywhere in the body of a command, names of fields included, that PostgreSQL (no U+0000), XML 1.0 (section 2.2)
 * or UTF-8 (no lone surrogates) cannot hold. Refusals: TEXT_INVALID with the way to the text, such as `lines.0.label`.
 */
export function unstorableTexts(body: object): Refusal[] {
  const faults: Refusal[] = [];
  // A list and no recursion: a body may be nested deeper than a call stack is.
  const waiting: (readonly [field: string, value: unknown])[] = [['', body]];
  for (const [field, value] of waiting) {
    if (typeof value === 'string' && NOT_STORABLE.test(value)) faults.push(faultAt(field));
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, each] of Object.entries(value))
      if (NOT_STORABLE.test(name)) faults.push(faultAt(field));
      else waiting.push([field === '' ? name : `${field}.${name}`, each]);
  }
  return faults;
}
