import type { DocumentsAddress } from '../address.js';
import { FolderDocuments } from '../folder/folder-documents.js';
import type { DocumentFiles } from '../port.js';

/**
 * The files of documents at an address.
 * @throws DatabaseError where they are in a database that cannot be used
 */
export async function openDocuments(address: DocumentsAddress): Promise<DocumentFiles> {
  switch (address.kind) {
    case 'folder':
      return new FolderDocuments(address.path);
    case 'postgres': {
      const { PostgresDocuments } = await import('../postgres/postgres-documents.js');
      return PostgresDocuments.open(address.url);
    }
  }
}
