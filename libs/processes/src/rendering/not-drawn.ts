import { InvariantBroken, type Refusal } from '#domain/decision';
import { DocumentRefused } from '#ports/documents';
import type { FileSubject } from './formats.js';
import { RenderFault } from './render-thread.js';

/** A document whose files could not be made; the fault is its own, not that of a server or a disk. */
export interface NotDrawn extends FileSubject, Refusal {}

const isItsOwn = (fault: unknown): fault is Error =>
  fault instanceof RenderFault || fault instanceof InvariantBroken || fault instanceof DocumentRefused;

/** What some work on a document comes to, or why it cannot be done; what concerns others too is thrown on. */
export async function notDrawn<Result>(
  { series, number }: FileSubject,
  work: () => Promise<Result>,
): Promise<Result | NotDrawn> {
  try {
    return await work();
  } catch (fault) {
    if (!isItsOwn(fault)) throw fault;
    return {
      series,
      number,
      code: fault instanceof DocumentRefused ? fault.code : 'DOCUMENT_NOT_DRAWN',
      field: `${series}/${number}`,
      remedy: `${fault.message}. Its figures stand; once that is mended, \`heatledger documents check --mend\` draws it.`,
    };
  }
}
