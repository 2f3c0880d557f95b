/** Where an event stands in the log of the server. Bytes of its files: they grow, and not by one. */
export interface Place {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** An event of ours whose index and place are both known: counting can begin here. */
export interface Known {
  readonly index: number;
  readonly place: Place;
}

/** Negative where `a` stands before `b`. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.commit !== b.commit) return a.commit < b.commit ? -1 : 1;
  if (a.prepare !== b.prepare) return a.prepare < b.prepare ? -1 : 1;
  return 0;
}

export const laterPlace = (a: Place | null, b: Place | null): Place | null =>
  a === null || (b !== null && comparePlaces(a, b) < 0) ? b : a;

/** Whether everything up to `place` is covered by what was seen up to `seen`. */
export const covers = (seen: Place | null, place: Place | null): boolean =>
  place === null || (seen !== null && comparePlaces(place, seen) <= 0);
