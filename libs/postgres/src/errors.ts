/** Why a database cannot be used. */
export type DatabaseErrorCode =
  /** No server answers there, or it went away. */
  | 'DATABASE_AWAY'
  /** The server refuses user, password or database name. */
  | 'DATABASE_REFUSED'
  /** The URL is none of a PostgreSQL database. */
  | 'DATABASE_URL_INVALID'
  /** The server is too old, or its database is not in UTF-8. */
  | 'DATABASE_UNSUITABLE'
  /** It belongs to another installation. */
  | 'DATABASE_FOREIGN'
  /** It is new, and the log is not: the keys of its uploads are elsewhere. */
  | 'KEYS_MISSING'
  /** It was written by a newer version of this program. */
  | 'DATABASE_NEWER';

/** A refusal to use a database: a stable code, and a message that says what to do. It never holds the password. */
export class DatabaseError extends Error {
  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'DatabaseError';
  }
}
