import type { HeldLease } from '#ports/leases';

const REGISTERED = 'projector/';

/** Under which a projector is registered while it lives: how many there are decides how much each of them takes. */
export const registrationOf = (projector: string): string => `${REGISTERED}${projector}`;

export const leaseOf = (version: number, partition: number): string => `partition/${version}/${partition}`;

/**
 * How many of the partitions a projector should hold: they are shared out evenly among those registered, the first
 * by name getting one more where they do not divide. All see the same list, so all shares together are all partitions;
 * whoever holds more gives some up, and whoever holds fewer takes those that are free.
 */
export function shareOf(own: string, held: readonly HeldLease[], partitions: number): number {
  const names = new Set(held.map(({ name }) => name).filter((name) => name.startsWith(REGISTERED)));
  names.add(own);
  const place = [...names].sort().indexOf(own);
  return Math.floor(partitions / names.size) + (place < partitions % names.size ? 1 : 0);
}
