/**
 * A name that cannot be kept or is taken by other bytes, more bytes than are kept under one, or something in the place of
 * a file that cannot be read as one.
 */
export class DocumentRefused extends Error {
  constructor(
    readonly code:
      'DOCUMENT_NAME_INVALID' | 'DOCUMENT_NAME_TAKEN' | 'DOCUMENT_TOO_LARGE' | 'DOCUMENT_FILE_UNREADABLE',
    message: string,
  ) {
    super(message);
    this.name = 'DocumentRefused';
  }
}

/** Folders and a file name of letters, digits and `+ _ . -`; none starts with a dot, so nothing leads outside. */
const NAME = /^(?:[A-Za-z0-9+_-][A-Za-z0-9+_.-]{0,120}\/){0,8}[A-Za-z0-9+_-][A-Za-z0-9+_.-]{0,120}$/;

/** A document is held in memory as a whole, and a row of a database holds it in one piece. */
export const DOCUMENT_BYTES_MAX = 64 * 1024 * 1024;

/** @throws DocumentRefused DOCUMENT_NAME_INVALID */
export function checkName(name: string): void {
  if (!NAME.test(name))
    throw new DocumentRefused('DOCUMENT_NAME_INVALID', `${name} is no name of a document`);
}

/** @throws DocumentRefused DOCUMENT_NAME_INVALID, DOCUMENT_TOO_LARGE */
export function checkDocument(name: string, bytes: Uint8Array): void {
  checkName(name);
  if (bytes.length > DOCUMENT_BYTES_MAX)
    throw new DocumentRefused(
      'DOCUMENT_TOO_LARGE',
      `${name} has ${bytes.length} bytes: at most ${DOCUMENT_BYTES_MAX} are kept`,
    );
}

export const unreadable = (name: string, why: string): DocumentRefused =>
  new DocumentRefused('DOCUMENT_FILE_UNREADABLE', `${name} cannot be read (${why})`);

export const nameTaken = (name: string): DocumentRefused =>
  new DocumentRefused('DOCUMENT_NAME_TAKEN', `${name} holds other bytes`);
