import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { EventStore } from '#event-store';
import type { DocumentFiles } from '#ports/documents';
import type { Tables } from '#read-models';
import { DOCUMENT_FILES, EVENT_STORE, READ_MODELS } from '../../tokens.js';
import { DocumentSharesQuery } from '../document-shares/document-shares.query.js';
import { LifecycleQuery } from '../lifecycle/lifecycle.query.js';
import { IssuedDocuments } from '../shape/index.js';
import { citedBy } from './cited-documents.js';
import { checkFiles } from './files-of-document.js';
import { closingOf } from './manifest.js';
import { piecesOf } from './pieces-of-document.js';
import { zipOf } from './zip-pieces.js';

export class EvidenceQuery extends Query<AsyncGenerator<Uint8Array> | null> {
  constructor(
    readonly series: string,
    readonly number: string,
  ) {
    super();
  }
}

/** The evidence of a document as a zip, made while it is read; null where there is no such document. */
@QueryHandler(EvidenceQuery)
export class EvidenceHandler implements IQueryHandler<EvidenceQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DOCUMENT_FILES) private readonly files: DocumentFiles,
    private readonly documents: IssuedDocuments,
    private readonly queries: QueryBus,
  ) {}

  /** @throws Problem 410 DOCUMENT_FILE_LOST, before a byte is sent */
  async execute({ series, number }: EvidenceQuery): Promise<AsyncGenerator<Uint8Array> | null> {
    const lifecycle = await this.queries.execute(new LifecycleQuery(series, number));
    const issued = lifecycle?.rows[0];
    if (lifecycle === null || issued === undefined) return null;
    const { store, models, files } = this;
    const document = await this.documents.at(issued.index);
    const shares = (await this.queries.execute(new DocumentSharesQuery(series, number))) ?? [];
    const cited = await citedBy(models, this.documents, document);
    await checkFiles({ store, files }, [document, ...cited.map((one) => one.document)]);
    const subject = { document, index: issued.index, cited, shares, history: lifecycle.rows };
    return zipOf(piecesOf({ store, models, files }, subject), (listed) => closingOf(document, listed));
  }
}
