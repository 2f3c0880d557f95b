/** Letters and signs that ISO 8859-15 lacks and that have no plain letter within them, by what is written instead. */
const PAIRS: readonly (readonly [from: string, to: readonly string[]])[] = [
  ['‘’‚‛′ʼ´`', Array.from({ length: 8 }, () => "'")],
  ['"“”„‟″', Array.from({ length: 6 }, () => "'")],
  ['‐‑‒–—―−⁃•', Array.from({ length: 9 }, () => '-')],
  ['|¦⁄∕', [' ', ' ', '/', '/']],
  ['łŁđĐħĦıŀŋŊŧŦĸəƒẞ', 'l L d D h H i l n N t T k e f SS'.split(' ')],
  [
    'абвгдежзийклмнопрстуфхцчшщъыьэюя',
    'a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya'
      .split(' ')
      .map((text) => text.replace('-', '')),
  ],
  ['іїєґђјљњћџ', 'i yi ye g dj j lj nj c dz'.split(' ')],
  ['αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'.split(' ')],
];

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** One letter to one or several that ISO 8859-15 has; capitals too. */
export const LETTERS: ReadonlyMap<string, string> = new Map(
  PAIRS.flatMap(([from, to]) =>
    [...from].flatMap((letter, at) => {
      const small = [letter, to[at] ?? ''] as const;
      const large = [letter.toUpperCase(), capital(small[1])] as const;
      // A letter that is its own capital, or has a pair of its own, stands once.
      return [...large[0]].length !== 1 || large[0] === letter || from.includes(large[0])
        ? [small]
        : [small, large];
    }),
  ),
);
