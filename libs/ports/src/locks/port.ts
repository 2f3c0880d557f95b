/**
 * Keeps others, in this process and in every other one of the installation, from working under the same names
 * meanwhile. For decisions that one stream's revision cannot guard: who lives in a dwelling, which contract ids and
 * prefixes are taken. Names are taken in their order, so two callers never wait for each other.
 */
export interface Locks {
  exclusively<Result>(names: readonly string[], work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
