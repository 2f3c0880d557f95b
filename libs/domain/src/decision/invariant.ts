/** A broken invariant: a fault of ours or of the log, never of a caller's input. */
export class InvariantBroken extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvariantBroken';
  }
}

/** Kept on in production: figures are wrong silently only where nothing asserts. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantBroken(message);
}

export function exhausted(value: never): never {
  throw new InvariantBroken(`unexpected variant ${JSON.stringify(value)}`);
}
