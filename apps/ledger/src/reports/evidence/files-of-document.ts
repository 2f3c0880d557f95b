import { createHash } from 'node:crypto';
import { invariant } from '#domain/decision';
import { readEvent } from '#events';
import type { EventStore } from '#event-store';
import type { DocumentFiles } from '#ports/documents';
import { fileName } from '#processes/rendering';
import { Problem } from '../../http/index.js';
import type { IssuedDocument } from '../shape/index.js';
import { filePiece, type Piece } from './piece.js';
import { eventsOf } from './stream-events.js';

export interface FileSources {
  readonly store: EventStore;
  readonly files: DocumentFiles;
}

/** A file as the log says that it was made. */
interface MadeFile {
  readonly name: string;
  readonly format: string;
  readonly sha256: string;
  /** Of its DocumentRendered. */
  readonly index: number;
}

export const streamOf = ({ series, number }: IssuedDocument): string => `document-${series}-${number}`;

async function* madeFiles({ store }: FileSources, document: IssuedDocument): AsyncGenerator<MadeFile> {
  for await (const recorded of eventsOf(store, streamOf(document))) {
    if (recorded.type !== 'DocumentRendered') continue;
    const event = readEvent(recorded);
    if (event.type !== 'DocumentRendered') continue;
    const { format, sha256 } = event.data;
    yield { name: fileName(document, format), format, sha256, index: recorded.index };
  }
}

/** What is wrong with a file; null: nothing. */
const faultOf = (bytes: Uint8Array | null, sha256: string): string | null => {
  if (bytes === null) return 'is gone';
  return createHash('sha256').update(bytes).digest('hex') === sha256 ? null : 'is damaged';
};

/** Every file is there, as the log says, before anything is sent. @throws Problem 410 DOCUMENT_FILE_LOST */
export async function checkFiles(sources: FileSources, documents: readonly IssuedDocument[]): Promise<void> {
  for (const document of documents)
    for await (const { name, sha256 } of madeFiles(sources, document)) {
      const fault = faultOf(await sources.files.get(name), sha256);
      if (fault !== null)
        throw new Problem(410, {
          code: 'DOCUMENT_FILE_LOST',
          field: name,
          remedy: `The file was made and ${fault}, and no evidence is given without it. \`heatledger documents check --mend\` draws it again where that gives the recorded hash; else restore it from the backup.`,
        });
    }
}

/** Files of a document into a folder of the bundle, each as its hash in the log says. */
export async function* filesOf(
  sources: FileSources,
  document: IssuedDocument,
  folder: string,
): AsyncGenerator<Piece> {
  for await (const { name, format, sha256, index } of madeFiles(sources, document))
    yield filePiece(
      `${folder}/${name.split('/').at(-1)}`,
      `file of ${document.number} (${format})`,
      index,
      async () => {
        const bytes = await sources.files.get(name);
        const fault = faultOf(bytes, sha256);
        invariant(bytes !== null && fault === null, `file ${name} ${fault} since it was checked`);
        return bytes;
      },
    );
}
