import { Readable } from 'node:stream';
import { Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { type Page, PageQuery, Report, ReportQuery, TableOf } from '../../reports/shape/index.js';
import { inChunks } from '../chunks.js';
import { BATCH_COLUMNS, BatchRow } from './batch-row.js';
import { Batches } from './batches.js';

class BatchParameters extends ReportQuery {
  @ApiPropertyOptional({ enum: ['json', 'csv'], default: 'json', example: 'csv' })
  @IsOptional()
  @IsIn(['json', 'csv'])
  format: 'json' | 'csv' = 'json';
}

const MEDIA_TYPES = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
} as const;

@Report('v1/exports/batches')
@ApiTags('Exports')
export class BatchesController {
  constructor(private readonly batches: Batches) {}

  @Get()
  @TableOf({
    summary: 'Batches of entries',
    description: 'What cut-entries-batch cut for the accounting package, with control totals.',
    row: BatchRow,
    columns: BATCH_COLUMNS,
  })
  list(@Query() { limit, after }: PageQuery): Promise<Page<BatchRow>> {
    return this.batches.list(limit, after);
  }

  @Get(':batch')
  @ApiOperation({
    summary: 'Entries of a batch',
    description:
      'The same bytes for ever. `Heatledger-Sha256` is the SHA-256 of the CSV, as EntriesBatchCut recorded it; it is compared before anything is sent. An entry is known by batch and `entry`.',
  })
  @ApiParam({ name: 'batch', example: 1 })
  @ApiNotFoundResponse({ description: 'BATCH_UNKNOWN: no such batch was cut' })
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async one(
    @Param('batch') batch: string,
    @Query() { format }: BatchParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const row = await this.batches.one(batch);
    void reply.header('heatledger-sha256', row.sha256);
    const body = format === 'csv' ? this.batches.csv(row) : this.batches.json(row);
    return new StreamableFile(Readable.from(inChunks(body), { objectMode: false }), {
      type: MEDIA_TYPES[format],
      disposition: `attachment; filename="entries-batch-${batch}.${format}"`,
    });
  }
}
