/**
 * A map that keeps what was set last: between half of `sizeMax` and all of it. It forgets by halves, for a `Map` that
 * drops its oldest key each time steps over all the keys it has dropped before.
 */
export class LatestMap<Key, Value> {
  private young = new Map<Key, Value>();
  private old = new Map<Key, Value>();

  constructor(private readonly sizeMax: number) {}

  get(key: Key): Value | undefined {
    return this.young.get(key) ?? this.old.get(key);
  }

  /** Answers whether keys were forgotten for it. */
  set(key: Key, value: Value): boolean {
    this.young.set(key, value);
    this.old.delete(key);
    if (this.young.size * 2 < this.sizeMax) return false;
    const forgotten = this.old.size > 0;
    this.old = this.young;
    this.young = new Map();
    return forgotten;
  }

  *values(): Generator<Value, void, undefined> {
    yield* this.young.values();
    yield* this.old.values();
  }
}
