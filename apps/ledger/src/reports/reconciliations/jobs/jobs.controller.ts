import { createHash } from 'node:crypto';
import { Body, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiProperty,
  ApiPropertyOptional,
  ApiResponse,
} from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemDto } from '../../../commands/answers.js';
import { JOB_LIST_FORMATS, jobListOf, type JobListFormat } from '../../../job-lists/index.js';
import { bytesOf, readingFile, textOfBytes } from '../../../meters/file-body.js';
import { TakesFile } from '../../../meters/raw-bodies.js';
import { PAGE_ROWS_MAX, Report, ReportQuery, csvText } from '../../shape/index.js';
import { JOB_COLUMNS, JobReconciliations } from './jobs-answer.js';
import { JobReconciliationsQuery } from './jobs.query.js';

class JobReconciliationParameters extends ReportQuery {
  @ApiProperty({ description: 'Month.', example: '2026-03' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must be a month such as 2026-03' })
  period!: string;

  @ApiProperty({ enum: [...JOB_LIST_FORMATS], description: 'what the body is' })
  @IsIn(JOB_LIST_FORMATS)
  format!: JobListFormat;

  @ApiPropertyOptional({
    type: [String],
    description:
      'contracts to compare; default all. One alone also owns jobs of which nobody says whose they are',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value : [value]))
  @IsArray()
  @Matches(/^[a-z0-9][a-z0-9._-]{0,63}$/, { each: true, message: 'contract must be the id of a contract' })
  contract?: string[];

  @ApiPropertyOptional({ description: 'goes before each name of the list', example: 'swf-' })
  @IsOptional()
  @IsString()
  @Matches(/^[\w.:-]{1,32}$/, { message: 'jobPrefix must be letters, digits or . _ : -' })
  jobPrefix?: string;

  @ApiPropertyOptional({ description: 'a difference of no more core·ms is none', default: 0 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  toleranceCoreMs = 0;

  @ApiPropertyOptional({ description: '`next` of the page before, sent with the same list.' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Za-z0-9_-]{1,400}$/, { message: 'after must be the `next` of the page before' })
  after?: string;

  @ApiPropertyOptional({ description: 'Rows of a page.', default: 1000, minimum: 1, maximum: PAGE_ROWS_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(PAGE_ROWS_MAX)
  limit = 1000;
}

@Report('v1/reports/reconciliations/jobs')
export class JobReconciliationsController {
  constructor(private readonly queries: QueryBus) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'ReconcileJobs',
    summary: "A scheduler's list of jobs against the work that heaters told",
    description:
      'Per job: missing here, missing there, other work (core·ms), other outcome; per contract: both sums and who accepted the difference. Jobs are read again from the telemetry of the month. Nothing is written. The list is Standard Workload Format, or CSV with a header of at least job, cores, seconds (and status, contract).',
  })
  @TakesFile()
  @ApiProduces('application/json', 'text/csv')
  @ApiBody({
    schema: { type: 'string', example: 'job,cores,seconds,status,contract\njob-77,16,5400,completed,c-0001' },
  })
  @ApiOkResponse({ type: JobReconciliations })
  @ApiResponse({ status: 422, type: ProblemDto, description: 'The list cannot be read.' })
  async compare(
    @Query() asked: JobReconciliationParameters,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobReconciliations | string> {
    const { period, format, contract, jobPrefix, toleranceCoreMs, limit, after } = asked;
    const bytes = bytesOf(body);
    const list = readingFile(() => jobListOf(format, textOfBytes(bytes)));
    const answer = await this.queries.execute(
      new JobReconciliationsQuery({
        period,
        list,
        file: createHash('sha256').update(bytes).digest('hex'),
        contracts: contract === undefined ? null : new Set(contract),
        options: {
          prefix: jobPrefix ?? '',
          contract: contract?.length === 1 ? contract[0]! : null,
          toleranceCoreMs,
        },
        limit,
        after,
      }),
    );
    if (!(request.headers.accept ?? '').startsWith('text/csv')) return answer;
    void reply.header('Content-Type', 'text/csv; charset=utf-8; header=present');
    return csvText(JOB_COLUMNS, answer.rows);
  }
}
