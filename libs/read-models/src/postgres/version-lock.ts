/** Names of advisory locks (two 32-bit numbers): https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS */

/** "hlrm": of the read models of one database. The second number is a version, or 0 for the pointer. */
export const VERSIONS_LOCK = 0x686c726d;
