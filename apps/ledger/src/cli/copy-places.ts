import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathsIn } from '../data-folder.js';
import type { LogPlace } from '../moving/open-logs.js';
import type { Options } from './command.js';
import { CommandEnded, EXIT } from './exit-codes.js';

export type End = 'from' | 'to';

const FROM_ENVIRONMENT = 'env:';

const usage = (code: string, field: string, remedy: string): CommandEnded =>
  new CommandEnded(EXIT.usage, [{ code, field, remedy }]);

/** What stands after `--from` or `--to`; `env:NAME` is what that variable holds, so that no password is typed. */
function textOf(options: Options, end: End): string {
  const given = options[end];
  const text = typeof given === 'string' ? given : '';
  if (!text.startsWith(FROM_ENVIRONMENT)) return text;
  const name = text.slice(FROM_ENVIRONMENT.length);
  const value = process.env[name];
  if (value === undefined || value === '')
    throw usage(
      'VARIABLE_UNSET',
      `--${end}`,
      `Set the environment variable ${name}, or give the address itself.`,
    );
  return value;
}

/** `kind://…` or `kind:…`; a folder has none. One letter is a drive of Windows. */
const schemeOf = (text: string): string | null => /^([a-z][a-z+]+):/i.exec(text)?.[1]?.toLowerCase() ?? null;

const afterScheme = (text: string): string => text.slice(text.indexOf(':') + 1);

function wrong(end: End, allowed: string): CommandEnded {
  return usage('ADDRESS_INVALID', `--${end}`, `Give ${allowed}, or env:NAME for what that variable holds.`);
}

export function logPlace(options: Options, end: End): LogPlace {
  const text = textOf(options, end);
  const scheme = schemeOf(text);
  switch (scheme) {
    case null:
      if (text !== '') return { kind: 'sqlite', path: pathsIn(resolve(text)).log };
      break;
    case 'sqlite':
      if (afterScheme(text) !== '') return { kind: 'sqlite', path: resolve(afterScheme(text)) };
      break;
    case 'esdb':
    case 'esdb+discover':
      return { kind: 'kurrentdb', url: text };
  }
  throw wrong(end, 'a data folder, sqlite:<log file>, or esdb://… (esdb+discover://…)');
}

/** Where keys or documents are kept: in a database, or below a path. */
export interface PartPlace {
  readonly address:
    { readonly kind: 'postgres'; readonly url: string } | { readonly kind: 'path'; readonly path: string };
  /** Log beside the path, which tells of whom it is; null where the path was given by itself. */
  readonly log: string | null;
}

/** What a part is called in an address (`file:`, `folder:`), and where it is in a data folder. */
export interface PartForm {
  readonly scheme: 'file' | 'folder';
  readonly path: 'keys' | 'documents';
  readonly what: string;
}

export function partPlace(options: Options, end: End, { scheme: own, path, what }: PartForm): PartPlace {
  const text = textOf(options, end);
  const scheme = schemeOf(text);
  if (scheme === 'postgres' || scheme === 'postgresql')
    return { address: { kind: 'postgres', url: text }, log: null };
  if (scheme === own && afterScheme(text) !== '')
    return { address: { kind: 'path', path: resolve(afterScheme(text)) }, log: null };
  if (scheme !== null || text === '')
    throw wrong(end, `a data folder, ${own}:<path of the ${what}>, or postgres://…`);
  const paths = pathsIn(resolve(text));
  return { address: { kind: 'path', path: paths[path] }, log: paths.log };
}

/** A source that is not there would be copied as if it were empty. */
export function mustBeThere({ address }: PartPlace, what: string): void {
  if (address.kind !== 'path' || existsSync(address.path)) return;
  throw new CommandEnded(EXIT.unreachable, [
    {
      code: 'SOURCE_MISSING',
      field: '--from',
      remedy: `There is nothing at ${address.path}. A ledger without ${what} has none, and there is nothing to copy then.`,
    },
  ]);
}

export const samePart = (one: PartPlace, other: PartPlace): boolean =>
  JSON.stringify(one.address) === JSON.stringify(other.address);
