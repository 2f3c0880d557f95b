import { DatabaseError } from './errors.js';
import { redacted } from './url.js';

function textOf(error: unknown, key: 'code' | 'message' | 'syscall'): string {
  const value: unknown =
    typeof error === 'object' && error !== null && key in error
      ? (error as Record<typeof key, unknown>)[key]
      : '';
  return typeof value === 'string' ? value : '';
}

/** Connection exceptions; too many connections; server ends, ended, or not yet started: PostgreSQL's Appendix A. */
const AWAY_STATE = /^(?:08...|53300|57P0[1-5])$/;
const AWAY_SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'ENOENT',
]);
/** What the client says without a code. */
const AWAY_TEXT =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client was closed)/;

/** A certificate or key that the address names and that cannot be read here. */
const isUnreadableFile = (error: unknown): boolean => textOf(error, 'syscall') === 'open';

/** Whether the connection, not the statement, is at fault: nothing more comes from it. */
export const isAway = (error: unknown): boolean =>
  !isUnreadableFile(error) &&
  (AWAY_STATE.test(textOf(error, 'code')) ||
    AWAY_SYSTEM.has(textOf(error, 'code')) ||
    AWAY_TEXT.test(textOf(error, 'message')));

/**
 * The refusal that an error of connecting stands for; null where it is of another kind.
 * @param url address of the database, of which the password is not shown
 */
export function connectionRefusal(error: unknown, url: string): DatabaseError | null {
  if (error instanceof DatabaseError) return error;
  const [code, message, shown] = [textOf(error, 'code'), textOf(error, 'message'), redacted(url)];
  if (isAway(error))
    return new DatabaseError(
      'DATABASE_AWAY',
      `no answer from ${shown} (${message || code}): is the server up, and are host and port right?`,
    );
  if (isUnreadableFile(error))
    return new DatabaseError('DATABASE_URL_INVALID', `${shown} names a file that is not there: ${message}`);
  if (code === '3D000')
    return new DatabaseError('DATABASE_REFUSED', `${shown} is not there: make it with createdb`);
  if (/^28/.test(code))
    return new DatabaseError('DATABASE_REFUSED', `${shown} refuses (${message}): check user and password`);
  if (code === '42501')
    return new DatabaseError(
      'DATABASE_REFUSED',
      `${shown} refuses (${message}): its user must own the database, or be granted create on it`,
    );
  if (/SSL|TLS|CERT|certificate|SASL|password/i.test(`${code} ${message}`))
    return new DatabaseError(
      'DATABASE_REFUSED',
      `${shown}: ${message}: check password, sslmode and sslrootcert`,
    );
  return null;
}
