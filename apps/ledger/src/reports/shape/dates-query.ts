import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { PageQuery, TableQuery } from './report-query.js';

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export const FromDate = (): PropertyDecorator => (target, key) => {
  ApiPropertyOptional({ description: 'First date of the entries.', example: '2026-01-01' })(target, key);
  IsOptional()(target, key);
  Matches(DATE, { message: 'from must be a date such as 2026-01-01' })(target, key);
};

export const ToDate = (): PropertyDecorator => (target, key) => {
  ApiPropertyOptional({ description: 'Last date of the entries.', example: '2026-12-31' })(target, key);
  IsOptional()(target, key);
  Matches(DATE, { message: 'to must be a date such as 2026-12-31' })(target, key);
};

/** A table of entries between dates, both included. */
export class DatedTableQuery extends TableQuery {
  @FromDate()
  from?: string;

  @ToDate()
  to?: string;
}

/** The same, page by page. */
export class DatedPageQuery extends PageQuery {
  @FromDate()
  from?: string;

  @ToDate()
  to?: string;
}
