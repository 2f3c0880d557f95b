/** Time-ordered ids (UUIDv7): random v4 halves the append rate as the log grows. */
export interface Ids {
  next(): string;
}
