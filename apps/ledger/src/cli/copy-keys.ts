import { openKeys } from '#ports/keys/open';
import { type CopiedKeys, copyKeys as copyBetween } from '../moving/copy-keys.js';
import type { Run } from './command.js';
import { copyPart } from './copy-part.js';

const textOf = ({ living, destroyed, found, sha256 }: CopiedKeys): string =>
  [
    `${living} keys and what is left of ${destroyed} destroyed ones stand on both sides (${found} stood in the target already).`,
    `SHA-256 over all of them, the same on both sides: ${sha256}`,
  ].join('\n');

/** Copies the keys of a ledger. None is ever printed. */
export const copyKeys = (run: Run): Promise<void> =>
  copyPart(run, {
    form: { scheme: 'file', path: 'keys', what: 'keys' },
    oneWriter: true,
    open: (address) => openKeys(address.kind === 'path' ? { kind: 'file', path: address.path } : address),
    copy: copyBetween,
    textOf,
  });
