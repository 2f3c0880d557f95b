import type { Refusal } from '#domain/decision';
import { holdsInvisible, isBlank } from '#domain/texts';

/** Control characters but tab and line breaks, the two that are none, and halves of a pair without the other. */
const NOT_STORABLE = /(?![\t\n\r])\p{Control}|[\ufffe\uffff]|\p{Surrogate}/u;

const NOT_STORED =
  'Leave out control characters (only tab and line breaks are taken) and broken characters: neither a database nor a document can hold them.';
const NOT_SEEN =
  'Type it anew without invisible signs (signs that turn the direction, spaces of no width, byte order marks): others would read another text than is stored.';
const BLANK = 'Give a text that can be read, not white space alone, or leave the field out where it may be.';

function faultAt(field: string, text: string): Refusal[] {
  const remedy = NOT_STORABLE.test(text)
    ? NOT_STORED
    : holdsInvisible(text)
      ? NOT_SEEN
      : // Of an empty text the form of its field says what is wanted.
        text !== '' && isBlank(text)
        ? BLANK
        : null;
  return remedy === null ? [] : [{ code: 'TEXT_INVALID', field, remedy }];
}

/**
 * Texts anywhere in the body of a command, names of fields included, that PostgreSQL (no U+0000), XML 1.0 (section 2.2)
 * or UTF-8 (no lone surrogates) cannot hold, that say nothing, or that hold signs which nobody sees. Refusals:
 * TEXT_INVALID with the way to the text, such as `lines.0.label`.
 */
export function unusableTexts(body: object): Refusal[] {
  const faults: Refusal[] = [];
  // A list and no recursion: a body may be nested deeper than a call stack is.
  const waiting: (readonly [field: string, value: unknown])[] = [['', body]];
  for (const [field, value] of waiting) {
    if (typeof value === 'string') faults.push(...faultAt(field, value));
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, each] of Object.entries(value)) {
      const broken = faultAt(field, name);
      if (broken.length > 0) faults.push(...broken);
      else waiting.push([field === '' ? name : `${field}.${name}`, each]);
    }
  }
  return faults;
}
