import { openDocuments } from '#ports/documents/open';
import { type CopiedDocuments, copyDocuments as copyBetween } from '../moving/copy-documents.js';
import type { Run } from './command.js';
import { copyPart } from './copy-part.js';

const textOf = ({ files, bytes, found, sha256 }: CopiedDocuments): string =>
  [
    `${files} files, ${bytes} bytes, stand on both sides (${found} stood in the target already).`,
    `SHA-256 of their list, the same on both sides: ${sha256}`,
  ].join('\n');

/** Copies the document files of a ledger. */
export const copyDocuments = (run: Run): Promise<void> =>
  copyPart(run, {
    form: { scheme: 'folder', path: 'documents', what: 'documents' },
    oneWriter: false,
    open: (address) =>
      openDocuments(address.kind === 'path' ? { kind: 'folder', path: address.path } : address),
    copy: copyBetween,
    textOf,
  });
