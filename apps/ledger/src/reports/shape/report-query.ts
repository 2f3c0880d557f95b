import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { WholeNumber } from './whole-number.js';

/** What every report takes. */
export class ReportQuery {
  @ApiPropertyOptional({
    description:
      'Answer only once the read models have passed the event of this index: read your own writes.',
    example: 1204,
  })
  @IsOptional()
  @WholeNumber('an index of the log, such as 1204')
  minIndex?: number;

  @ApiPropertyOptional({ description: 'The same, from the opaque `position` that a command answered.' })
  @IsOptional()
  @IsString()
  @Matches(/^[\w.:-]{1,100}$/, { message: 'minPosition must be the `position` of an answer' })
  minPosition?: string;
}

/** What every report takes that is a table. */
export class TableQuery extends ReportQuery {
  @ApiPropertyOptional({
    description: 'The same table as CSV (also by `Accept: text/csv`).',
    enum: ['json', 'csv'],
    example: 'json',
  })
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';
}

export const PAGE_ROWS_MAX = 10_000;

/** What every report takes that is a long table, read page by page. */
export class PageQuery extends TableQuery {
  @ApiPropertyOptional({ description: '`next` of the page before; absent for the first page.' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Za-z0-9_-]{1,400}$/, { message: 'after must be the `next` of the page before' })
  after?: string;

  @ApiPropertyOptional({ description: 'Rows of a page.', default: 100, minimum: 1, maximum: PAGE_ROWS_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(PAGE_ROWS_MAX)
  limit = 100;
}
