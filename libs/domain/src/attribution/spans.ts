/** [from, to), ms UTC. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is left of spans once another is taken out of them. */
export const without = (spans: readonly Span[], taken: Span): Span[] =>
  spans.flatMap((span) =>
    taken.to <= span.from || taken.from >= span.to
      ? [span]
      : [
          { from: span.from, to: taken.from },
          { from: taken.to, to: span.to },
        ].filter(({ from, to }) => from < to),
  );
