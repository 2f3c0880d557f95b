import { Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiNotFoundResponse, ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { OneOf, PageQuery, Report } from '../shape/index.js';
import { DwellingProofDetail } from './dwelling-proof.js';
import { DwellingProofQuery } from './dwelling-proof.query.js';

class DwellingProofParameters extends PageQuery {
  @ApiProperty({ description: 'Month.', example: '2026-01' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must be a month such as 2026-01' })
  period!: string;
}

@Report('v1/dwellings/:site/:dwelling/proof')
export class DwellingProofController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiNotFoundResponse({ description: 'SITE_UNKNOWN or DWELLING_UNKNOWN.' })
  @OneOf(
    'Proof of a dwelling',
    DwellingProofDetail,
    'Whether the heat of a month was free: per residency energy, comfort, value, documents and what of them is paid; and the uploads behind it, `limit` ranges at a time.',
  )
  one(
    @Param('site') site: string,
    @Param('dwelling') dwelling: string,
    @Query() { period, limit, after }: DwellingProofParameters,
  ): Promise<DwellingProofDetail> {
    return this.queries.execute(new DwellingProofQuery({ site, dwelling, period }, limit, after));
  }
}
