/**
 * Bytes that follow from a seed alone (xoshiro128**), for demonstrations that repeat to the byte.
 * No secret may come from it.
 */
export function seededRandom(seed: number): (count: number) => Uint8Array {
  const state = new Uint32Array(4);
  let mixed = seed >>> 0;
  for (let word = 0; word < 4; word += 1) {
    // splitmix32 spreads a small seed over the whole state.
    mixed = (mixed + 0x9e3779b9) >>> 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    state[word] = (z ^ (z >>> 16)) >>> 0;
  }
  const rotated = (value: number, by: number): number => ((value << by) | (value >>> (32 - by))) >>> 0;
  const next = (): number => {
    const [a, b, c, d] = state as unknown as [number, number, number, number];
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    state[2] = c ^ a;
    state[3] = d ^ b;
    state[1] = b ^ state[2]!;
    state[0] = a ^ state[3]!;
    state[2] ^= b << 9;
    state[3] = rotated(state[3]!, 11);
    return result;
  };
  return (count) => Uint8Array.from({ length: count }, () => next() >>> 24);
}
