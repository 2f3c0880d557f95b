import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches } from 'class-validator';
import { FromDate, ReportQuery, ToDate, WholeNumber } from '../reports/shape/index.js';

/** What every export takes. */
export class ExportParameters extends ReportQuery {
  @FromDate()
  from?: string;

  @ToDate()
  to?: string;

  @ApiPropertyOptional({
    description: 'Instead of two dates: the fiscal year of the company that ends in this calendar year.',
    example: 2026,
  })
  @IsOptional()
  @WholeNumber('a calendar year such as 2026', 1900, 9998)
  year?: number;

  @ApiPropertyOptional({
    description: 'Last event that counts: the same export again, byte for byte. Default: all that is known.',
    example: 1204,
  })
  @IsOptional()
  @WholeNumber('an index of the log, such as 1204')
  atIndex?: number;

  @ApiPropertyOptional({
    description: 'One of the formats that `GET /v1/exports` lists for it; default: the first of them.',
    example: 'csv',
  })
  @IsOptional()
  @IsString()
  @Matches(/^[a-z]{1,20}$/, { message: 'format must be one that GET /v1/exports lists' })
  format?: string;
}
