import type { Refusal } from '#domain/decision';
import { fileName, type FileSubject, type Format } from './formats.js';

/** What is wrong with one file. */
export interface FileFault extends FileSubject, Refusal {
  readonly format: Format | null;
  readonly recordedSha256: string | null;
  /** Of the file as this program draws it; null where it was not drawn. */
  readonly drawnSha256: string | null;
}

/** A file as the log says it was made. */
export interface RecordedFile extends FileSubject {
  readonly format: Format;
  readonly sha256: string;
}

export const faultOf = (
  file: RecordedFile,
  { code, remedy }: Omit<Refusal, 'field'>,
  drawnSha256: string | null,
): FileFault => ({
  series: file.series,
  number: file.number,
  format: file.format,
  code,
  field: fileName(file, file.format),
  remedy,
  recordedSha256: file.sha256,
  drawnSha256,
});

const MEND = 'Run `heatledger documents check --mend`';
export const NEVER_DRAWN = {
  code: 'DOCUMENT_NOT_DRAWN',
  field: 'format',
  remedy: `The document is issued and this file of it was never made. ${MEND}.`,
};
export const GONE = {
  code: 'DOCUMENT_FILE_GONE',
  remedy: `The file was made and is gone. ${MEND}: it is drawn again, or restore it from the backup.`,
};
export const DAMAGED = {
  code: 'DOCUMENT_FILE_DAMAGED',
  remedy: `The file is not the one that was recorded. ${MEND}: it is drawn again, or restore it from the backup.`,
};
export const UNREADABLE = {
  code: 'DOCUMENT_FILE_UNREADABLE',
  remedy: `What stands in the place of the file cannot be read as one. Move it away or give the right to read it, then ${MEND.replace('Run', 'run')}.`,
};
export const LOST = {
  code: 'DOCUMENT_FILE_LOST',
  remedy:
    'This program draws it otherwise than the one that made it, or a name in it was erased: restore the file of this hash from the backup. No other bytes are served in its place.',
};
export const OTHERWISE = {
  code: 'DOCUMENT_DRAWN_OTHERWISE',
  remedy:
    'The kept file is whole, but this program draws other bytes from the event: keep its backup, it cannot be drawn again.',
};
