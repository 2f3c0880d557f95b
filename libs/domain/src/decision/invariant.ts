/** A broken invariant: a fault of ours or of the log, never of a caller's input. */
export class InvariantBroken extends Error {
  constructor(
    message: string,
    /** Whom or what it concerns, where that is known. */
    readonly about: string | null = null,
  ) {
    super(message);
    this.name = 'InvariantBroken';
  }
}

/** Does some work about someone or something: what breaks in it says about whom. */
export function concerning<Result>(about: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof InvariantBroken && error.about === null)
      throw new InvariantBroken(error.message, about);
    throw error;
  }
}

/** Kept on in production: figures are wrong silently only where nothing asserts. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantBroken(message);
}

export function exhausted(value: never): never {
  throw new InvariantBroken(`unexpected variant ${JSON.stringify(value)}`);
}
