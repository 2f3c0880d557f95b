/**
 * Random numbers of the demo: xoshiro128** (Blackman and Vigna), seeded through splitmix32 from a text.
 * Not Math.random, which has no seed: two runs must draw the same month. One generator per named thing
 * (a heater, a client, the weather), so that adding one heater does not shift the numbers of all others.
 */
export class Xoshiro {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: string) {
    let state = hashText(seed);
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    };
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next() | 1; // all four zero is the one state that never leaves zero
  }

  /** 32 random bits, unsigned. */
  bits(): number {
    const scrambled = Math.imul(this.b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  /** A fraction in [0, 1). */
  fraction(): number {
    return this.bits() / 4_294_967_296;
  }

  /** A whole number in [from, to], both ends included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.between(0, items.length - 1)]!;
  }

  /** Waiting time to the next of events that come at `meanMs` on average (exponential, whole ms). */
  waitMs(meanMs: number): number {
    return Math.ceil(-Math.log(1 - this.fraction()) * meanMs);
  }

  bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    for (let i = 0; i < count; i++) bytes[i] = this.bits() >>> 24;
    return bytes;
  }
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
