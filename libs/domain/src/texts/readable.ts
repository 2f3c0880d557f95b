/** Something to see: a letter, digit or sign that is drawn. Some letters (the Hangul fillers) and one sign are not. */
const SEEN = /(?!\p{Default_Ignorable_Code_Point}|\u2800)[\p{Letter}\p{Number}\p{Punctuation}\p{Symbol}]/u;

/** Nothing that could be read: empty, or white space and invisible signs alone. */
export const isBlank = (text: string): boolean => !SEEN.test(text);

/** Joiners inside words of scripts that need them: those of Europe do not. */
const JOINER_IN_WORD =
  '(?<=(?!\\p{Script=Latin}|\\p{Script=Greek}|\\p{Script=Cyrillic}|\\p{Script=Inherited})[\\p{L}\\p{M}])[\\u200c\\u200d]';
const PART_OF_EMOJI =
  '(?<=\\p{Extended_Pictographic}|[\\p{Emoji_Modifier}\\ufe0f])\\u200d|(?<=\\p{Extended_Pictographic}|[0-9#*])\\ufe0f';
/** The shape of a Chinese character, which Japanese names are told apart by. */
const SHAPE_OF_HAN = '(?<=\\p{Script=Han})[\\u{e0100}-\\u{e01ef}]';

/**
 * Signs that are not drawn, but turn the direction of others, or make two texts that look alike differ (Unicode,
 * Default_Ignorable_Code_Point, among them U+202A to U+202E, U+2066 to U+2069, U+200B, U+FEFF and the soft hyphen).
 */
const INVISIBLE = new RegExp(
  `(?!${JOINER_IN_WORD}|${PART_OF_EMOJI}|${SHAPE_OF_HAN})\\p{Default_Ignorable_Code_Point}`,
  'u',
);

/** Whether somebody may read another text than is stored, because signs in it are not seen. */
export const holdsInvisible = (text: string): boolean => INVISIBLE.test(text);
