/** What keeps a document from being issued, as reports tell it. */
interface Mend {
  readonly code: string;
  readonly field: string;
  readonly remedy: string;
}

/** Reasons in one line, then what to mend, one by one: documents of before say reasons alone. */
export const setAsideLines = (
  planned: string,
  { reasons, mend = [] }: { readonly reasons: readonly string[]; readonly mend?: readonly Mend[] },
): string[] => [`   set aside: ${planned} (${reasons.join(', ')})`, ...mendLines(mend)];

export const mendLines = (mend: readonly Mend[]): string[] =>
  mend.map(({ code, field, remedy }) => `     ${code} at ${field}: ${remedy}`);
