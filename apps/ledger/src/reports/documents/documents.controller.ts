import { Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import {
  type IssuedDocument,
  OfDocument,
  PageQuery,
  type Page,
  Report,
  ReportQuery,
  TableOf,
  unknown,
} from '../shape/index.js';
import { DOCUMENT_STATES, type DocumentState } from '#domain/lifecycle';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import { CLOCK, EVENT_STORE } from '../../tokens.js';
import { AS_OF, asOfIndex } from '../as-of/as-of-time.js';
import { DocumentEventQuery } from './document-event.query.js';
import { DOCUMENT_COLUMNS, DocumentRow } from './document-row.js';
import { DocumentsQuery } from './documents.query.js';

class DocumentsParameters extends PageQuery {
  @ApiPropertyOptional({ description: 'Client, owner or resident.', example: 'studio-orme' })
  @IsOptional()
  @IsString()
  party?: string;

  @ApiPropertyOptional({ description: 'Month that issued it.', example: '2026-01' })
  @IsOptional()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must be a month such as 2026-01' })
  period?: string;

  @ApiPropertyOptional({ example: 'invoice' })
  @IsOptional()
  @IsString()
  kind?: string;

  @ApiPropertyOptional({
    description: 'Only those that are this today, or on the day of `asOf`, by what was recorded then.',
    enum: DOCUMENT_STATES,
  })
  @IsOptional()
  @IsIn(DOCUMENT_STATES)
  state?: DocumentState;

  @ApiPropertyOptional({
    description: 'Only those issued by then: an index or an instant.',
    example: '2026-04-02T10:00:00Z',
  })
  @IsOptional()
  @Matches(AS_OF, { message: 'asOf must be an index or an instant such as 2026-04-02T10:00:00Z' })
  asOf?: string;
}

@Report('v1/documents')
export class DocumentsController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @TableOf({
    summary: 'Documents',
    description: 'Invoices, credit notes, self-billed invoices and repayment statements, as issued.',
    row: DocumentRow,
    columns: DOCUMENT_COLUMNS,
  })
  async list(
    @Query() { party, period, kind, state, asOf, limit, after }: DocumentsParameters,
  ): Promise<Page<DocumentRow>> {
    const before = asOf === undefined ? undefined : await asOfIndex(this.store, this.clock, asOf);
    return this.queries.execute(
      new DocumentsQuery({ party, period, kind, state, asOf, before }, limit, after),
    );
  }

  @Get(':series/:number')
  @OfDocument()
  @ApiOperation({
    summary: 'One document',
    description:
      'The data of the event that issued it, with all its lines: amounts in cents, quantities and prices as decimal texts. People stand sealed in it; the file names them.',
  })
  @ApiOkResponse({ description: 'See InvoiceIssued in the catalogue of events.' })
  async one(
    @Param('series') series: string,
    @Param('number') number: string,
    @Query() _query: ReportQuery,
  ): Promise<IssuedDocument> {
    const document = await this.queries.execute(new DocumentEventQuery(series, number));
    return document ?? unknown('document', `${series}/${number}`);
  }
}
