import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches } from 'class-validator';
import { PageQuery, type Page, Report, TableOf } from '../shape/index.js';
import { ENTRY_COLUMNS, EntryRow } from './entry-row.js';
import { EntriesQuery } from './entries.query.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

class EntriesParameters extends PageQuery {
  @ApiPropertyOptional({ description: 'First date.', example: '2026-01-01' })
  @IsOptional()
  @Matches(DATE, { message: 'from must be a date such as 2026-01-01' })
  from?: string;

  @ApiPropertyOptional({ description: 'Last date.', example: '2026-12-31' })
  @IsOptional()
  @Matches(DATE, { message: 'to must be a date such as 2026-12-31' })
  to?: string;

  @ApiPropertyOptional({ example: '411' })
  @IsOptional()
  @IsString()
  account?: string;

  @ApiPropertyOptional({ example: 'studio-orme' })
  @IsOptional()
  @IsString()
  party?: string;
}

@Report('v1/entries')
export class EntriesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'Entries',
    description: 'Postings in the order of the log, as they feed the accounting package.',
    row: EntryRow,
    columns: ENTRY_COLUMNS,
  })
  list(@Query() { from, to, account, party, limit, after }: EntriesParameters): Promise<Page<EntryRow>> {
    return this.queries.execute(new EntriesQuery({ from, to, account, party }, limit, after));
  }
}
