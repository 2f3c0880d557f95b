import { DatabaseError } from './errors.js';

const SECRET_PARAMETERS = ['password', 'sslpassword'];
const HIDDEN = '***';

const parsed = (url: string): URL | null => {
  try {
    return new URL(url);
  } catch {
    return null;
  }
};

/** The address without its password, for messages and logs. What cannot be read is not shown at all. */
export function redacted(url: string): string {
  const shown = parsed(url);
  if (shown === null || !/^[a-z+]+:\/\//i.test(url)) return '(unreadable address)';
  if (shown.password !== '') shown.password = HIDDEN;
  for (const name of SECRET_PARAMETERS)
    if (shown.searchParams.has(name)) shown.searchParams.set(name, HIDDEN);
  return shown.href;
}

/**
 * `postgres://<user>:<password>@<host>:<port>/<database>`, or `postgresql://…`; user, password and port may be left
 * out, the database may not: which one holds a ledger is no matter of defaults.
 * @throws DatabaseError DATABASE_URL_INVALID
 */
export function checkDatabaseUrl(url: string): void {
  const refuse = (what: string): never => {
    throw new DatabaseError(
      'DATABASE_URL_INVALID',
      `${redacted(url)} ${what}: give postgres://<user>:<password>@<host>:<port>/<database>`,
    );
  };
  const address = parsed(url);
  if (address === null || !/^postgres(?:ql)?:$/.test(address.protocol))
    return refuse('is no address of a PostgreSQL database');
  if (address.hostname === '' && !address.searchParams.has('host')) return refuse('names no host');
  if (address.pathname.slice(1) === '') return refuse('names no database');
}
