import { createHash } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { DocumentRefused, type DocumentFiles } from '#ports/documents';
import { FORMATS_OF_PROOF, type Format, PROOF_SERIES, fileName, formatsOf } from '#processes/rendering';
import type { Tables } from '#read-models';
import { Problem } from '../../http/index.js';
import { DOCUMENT_FILES, READ_MODELS } from '../../tokens.js';
import { IssuedDocuments, unknown } from '../shape/index.js';

/** A file that was made: its recorded hash, and its bytes where they are asked for. */
export interface DocumentFile {
  readonly sha256: string;
  /** Null: the reader has them already. */
  readonly bytes: Uint8Array | null;
}

export class DocumentFileQuery extends Query<DocumentFile> {
  constructor(
    readonly series: string,
    readonly number: string,
    readonly format: Format,
    /** Whether the reader has the file of this hash. */
    readonly isKnown: (sha256: string) => boolean = () => false,
  ) {
    super();
  }
}

/** The bytes that were rendered, checked against the hash in the log: the same are served for ever. */
@QueryHandler(DocumentFileQuery)
export class DocumentFileHandler implements IQueryHandler<DocumentFileQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(DOCUMENT_FILES) private readonly files: DocumentFiles,
    private readonly documents: IssuedDocuments,
  ) {}

  /** @throws Problem 404 DOCUMENT_FILE_UNKNOWN, DOCUMENT_FORMAT_NONE, DOCUMENT_NOT_DRAWN; 410 DOCUMENT_FILE_LOST */
  async execute({ series, number, format, isKnown }: DocumentFileQuery): Promise<DocumentFile> {
    const row = await this.models
      .selectFrom('document_file')
      .select('sha256')
      .where('series', '=', series)
      .where('number', '=', number)
      .where('format', '=', format)
      .executeTakeFirst();
    if (row === undefined) return this.none(series, number, format);
    const { sha256 } = row;
    if (isKnown(sha256)) return { sha256, bytes: null };
    const name = fileName({ series, number }, format);
    const bytes = await this.bytesOf(name);
    if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Problem(410, lost(name, bytes === null ? 'is gone' : 'is damaged'));
    return { sha256, bytes };
  }

  private async bytesOf(name: string): Promise<Uint8Array | null> {
    try {
      return await this.files.get(name);
    } catch (fault) {
      if (fault instanceof DocumentRefused && fault.code === 'DOCUMENT_FILE_UNREADABLE')
        throw new Problem(410, lost(name, 'cannot be read'));
      throw fault;
    }
  }

  /** Why there is no such file: nobody, no such format of this kind, or not made yet. */
  private async none(series: string, number: string, format: Format): Promise<never> {
    const formats = await this.formatsOf(series, number);
    if (formats === null) return unknown('document-file', `${series}/${number}.${format}`);
    throw new Problem(404, formats.includes(format) ? NOT_DRAWN : noFormat(format, formats));
  }

  private async formatsOf(series: string, number: string): Promise<readonly Format[] | null> {
    const row = await this.models
      .selectFrom('document')
      .select('idx')
      .where('series', '=', series)
      .where('number', '=', number)
      .executeTakeFirst();
    if (row !== undefined) return formatsOf(await this.documents.at(Number(row.idx)));
    const proof = await this.models
      .selectFrom('document_file')
      .select('format')
      .where('series', '=', series)
      .where('number', '=', number)
      .executeTakeFirst();
    return series === PROOF_SERIES && proof !== undefined ? FORMATS_OF_PROOF : null;
  }
}

const lost = (name: string, what: string) => ({
  code: 'DOCUMENT_FILE_LOST',
  field: name,
  remedy: `The file was made and ${what}; no other bytes are served in its place. \`heatledger documents check --mend\` draws it again where that gives the recorded hash; else restore it from the backup.`,
});

const NOT_DRAWN = {
  code: 'DOCUMENT_NOT_DRAWN',
  field: 'format',
  remedy:
    'The document is issued, and this file of it is being made. If it stays away, run `heatledger documents check --mend`, which says why.',
};

const noFormat = (format: Format, formats: readonly Format[]) => ({
  code: 'DOCUMENT_FORMAT_NONE',
  field: 'format',
  remedy: `Such a document has no ${format}. Ask for ${formats.join(', ')}: e-invoices are drawn of invoices and credit notes, usage of lines of the month itself.`,
});
