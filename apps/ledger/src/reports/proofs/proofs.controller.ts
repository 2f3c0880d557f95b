import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { PageQuery, type Page, Report, TableOf } from '../shape/index.js';
import { PROOF_COLUMNS, ProofRow } from './proof-row.js';
import { ProofsQuery } from './proofs.query.js';

const STATUSES = ['SHORT', 'UNPROVEN', 'FREE_DUE', 'FREE_PAID'];

class ProofsParameters extends PageQuery {
  @ApiProperty({ description: 'Month.', example: '2026-01' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must be a month such as 2026-01' })
  period!: string;

  @ApiPropertyOptional({ example: 'block-a' })
  @IsOptional()
  @IsString()
  site?: string;

  @ApiPropertyOptional({ example: 'a-101' })
  @IsOptional()
  @IsString()
  dwelling?: string;

  @ApiPropertyOptional({ description: 'Status at the cut.', enum: STATUSES })
  @IsOptional()
  @IsIn(STATUSES)
  status?: string;
}

@Report('v1/proofs')
export class ProofsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'Proofs of the dwellings',
    description:
      'Per dwelling and residency: heat was free, or by how much that claim fails and why, as sealed at the cut of the month and as it stands now.',
    row: ProofRow,
    columns: PROOF_COLUMNS,
  })
  list(@Query() { period, site, dwelling, status, limit, after }: ProofsParameters): Promise<Page<ProofRow>> {
    return this.queries.execute(new ProofsQuery({ period, site, dwelling, status }, limit, after));
  }
}
