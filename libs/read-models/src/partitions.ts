/** One of so many parts of the heaters; part 0 also keeps everything that is of no heater. */
export interface Partition {
  readonly number: number;
  readonly of: number;
}

export const WHOLE: Partition = { number: 0, of: 1 };

/** FNV-1a, 32 bits, over UTF-16 code units: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Which part a heater is of: the same in every process and for ever, for a number of parts. */
export const partitionOf = (heater: string, of: number): number => (of === 1 ? 0 : hashOf(heater) % of);

/** Name under which a partition keeps its place in the log. */
export const checkpointOf = ({ number, of }: Partition): string =>
  of === 1 ? 'projection' : `projection-${number}-of-${of}`;
