import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches, ValidateBy } from 'class-validator';
import { isLocalDate } from '#domain/calendar';
import { PageQuery, TableQuery } from './report-query.js';

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** 30 February is none; what is no date at all is told by another rule. */
export const DayThatExists = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'dateExists',
      validator: {
        validate: (value) => typeof value === 'string' && (!DATE.test(value) || isLocalDate(value)),
      },
    },
    { message: '$property must be a day that exists' },
  );

/** An end, of the same form as its beginning in `from`, that does not lie before it. */
export const NotBeforeFrom = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'notBeforeFrom',
      validator: {
        validate(value, asked) {
          const { from } = (asked?.object ?? {}) as { readonly from?: unknown };
          return typeof from !== 'string' || (typeof value === 'string' && value >= from);
        },
      },
    },
    { message: 'to must not lie before from' },
  );

export const FromDate = (): PropertyDecorator => (target, key) => {
  ApiPropertyOptional({ description: 'First date of the entries.', example: '2026-01-01' })(target, key);
  IsOptional()(target, key);
  Matches(DATE, { message: 'from must be a date such as 2026-01-01' })(target, key);
  DayThatExists()(target, key);
};

export const ToDate = (): PropertyDecorator => (target, key) => {
  ApiPropertyOptional({ description: 'Last date of the entries.', example: '2026-12-31' })(target, key);
  IsOptional()(target, key);
  Matches(DATE, { message: 'to must be a date such as 2026-12-31' })(target, key);
  DayThatExists()(target, key);
  NotBeforeFrom()(target, key);
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
