import { createHash } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { invariant } from '#domain/decision';
import type { DocumentFiles } from '#ports/documents';
import { type Format, fileName } from '#processes/rendering';
import type { Tables } from '#read-models';
import { DOCUMENT_FILES, READ_MODELS } from '../../tokens.js';

export interface DocumentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export class DocumentFileQuery extends Query<DocumentFile | null> {
  constructor(
    readonly series: string,
    readonly number: string,
    readonly format: Format,
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
  ) {}

  async execute({ series, number, format }: DocumentFileQuery): Promise<DocumentFile | null> {
    const row = await this.models
      .selectFrom('document_file')
      .select('sha256')
      .where('series', '=', series)
      .where('number', '=', number)
      .where('format', '=', format)
      .executeTakeFirst();
    if (row === undefined) return null;
    const name = fileName({ series, number }, format);
    const bytes = await this.files.get(name);
    invariant(bytes !== null, `file ${name} was rendered and is gone`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    invariant(sha256 === row.sha256, `file ${name} is not the one that was rendered`);
    return { name, bytes, sha256 };
  }
}
