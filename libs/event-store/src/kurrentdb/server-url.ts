import { EventStoreError } from '../errors.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Where a server or cluster stands. Only `credentials` is secret. */
export interface ServerAddress {
  /** For the client, which prints what it cannot read: so without user and password. */
  readonly connectionString: string;
  readonly credentials: Credentials | null;
  /** For messages. */
  readonly shown: string;
}

const SHAPE = /^(esdb(?:\+discover)?):\/\/([^/?]*)\/*(?:\?(.*))?$/;
const HOST = /^[A-Za-z0-9._-]+(?::\d{1,5})?$/;
/** Options of the connection string that the client knows; it takes them in any case, with or without `_` and `-`. */
const OPTIONS: ReadonlySet<string> = new Set([
  'tls',
  'tlscafile',
  'tlsverifycert',
  'usercertfile',
  'userkeyfile',
  'connectionname',
  'nodepreference',
  'maxdiscoverattempts',
  'discoveryinterval',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'defaultdeadline',
  'throwonappendfailure',
]);

const EXAMPLE = 'Write esdb://user:password@host:2113, or esdb+discover:// for a cluster';

/** Reads a connection string. Errors: {@link EventStoreError} STORE_URL_INVALID, without anything secret. */
export function serverAddressOf(url: string): ServerAddress {
  const [, scheme, authority, options] = SHAPE.exec(url.trim()) ?? [];
  if (scheme === undefined || authority === undefined)
    throw invalid(`it begins with neither esdb:// nor esdb+discover://. ${EXAMPLE}`);
  const at = authority.lastIndexOf('@');
  const hosts = authority.slice(at + 1);
  if (!hosts.split(',').every((host) => HOST.test(host))) throw invalid(`it names no host. ${EXAMPLE}`);
  for (const option of (options ?? '').split('&')) if (options !== undefined) checkOption(option);
  const shown = `${scheme}://${hosts}`;
  return {
    connectionString: options === undefined ? shown : `${shown}?${options}`,
    credentials: at < 0 ? null : credentialsOf(authority.slice(0, at)),
    shown,
  };
}

function checkOption(option: string): void {
  const [key = '', value = ''] = option.split('=');
  const name = key.toLowerCase().replace(/[_-]/g, '');
  if (!OPTIONS.has(name) || value === '')
    throw invalid(`its option ${JSON.stringify(key)} is unknown or empty: leave it out`);
  if (name === 'tlsverifycert' && value === 'false')
    throw invalid('tlsVerifyCert=false has no effect: give the certificate with tlsCaFile=<path>');
  // With it the client answers a conflict with a wrong revision.
  if (name === 'throwonappendfailure' && value !== 'true')
    throw invalid('throwOnAppendFailure cannot be switched off: leave it out');
}

function credentialsOf(text: string): Credentials {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1)
    throw invalid(`its user and password are not written as user:password. ${EXAMPLE}`);
  try {
    return {
      username: decodeURIComponent(text.slice(0, colon)),
      password: decodeURIComponent(text.slice(colon + 1)),
    };
  } catch {
    throw invalid('its user or password holds a % that encodes nothing: write %25 for it');
  }
}

export const invalid = (why: string): EventStoreError =>
  new EventStoreError('STORE_URL_INVALID', `the URL of the event store cannot be used: ${why}`);
