import { Body, Delete, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import { previewAnswer, type PreviewPart } from '../../periods/preview-answer.js';
import { CLOCK, EVENT_STORE } from '../../tokens.js';
import { OneOf, Report, unknown } from '../shape/index.js';
import { AsOfJobs, type AsOfJob } from './as-of-jobs.js';
import { asOfIndex } from './as-of-time.js';
import { AsOfAnswer, AsOfAnswerParameters, AsOfDto } from './as-of.dto.js';

const FIRST_PAGE: PreviewPart = { limit: 100 };

function answerOf(job: AsOfJob, part: PreviewPart = FIRST_PAGE): AsOfAnswer {
  const { preview, fault, beforeIndex, ...rest } = job;
  return {
    ...rest,
    beforeIndex,
    total: beforeIndex,
    fault: fault === null ? null : { code: fault.code, detail: fault.remedy },
    preview: preview === null ? null : previewAnswer(preview, part),
  };
}

@Report('v1/as-of')
export class AsOfController {
  constructor(
    private readonly jobs: AsOfJobs,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'A month as it stood at any index or instant',
    description:
      'Folds the log up to there into read models of its own: a job with progress. What a closed month came to is answered at once by `GET /v1/periods/{period}?asOf=`.',
  })
  @ApiAcceptedResponse({
    type: AsOfAnswer,
    description: '`Location` says where its progress and answer are.',
  })
  async start(
    @Body() { period, asOf }: AsOfDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AsOfAnswer> {
    const job = this.jobs.start(period, await asOfIndex(this.store, this.clock, asOf));
    void reply.header('Location', `/v1/as-of/${job.job}`);
    return answerOf(job);
  }

  @Get(':job')
  @OneOf('Progress of a job, then the month as it stood', AsOfAnswer, 'The same shape as a preview.')
  one(@Param('job') job: string, @Query() part: AsOfAnswerParameters): AsOfAnswer {
    const known = this.jobs.of(job);
    return known === null ? unknown('job', job) : answerOf(known, part);
  }

  @Delete(':job')
  @OneOf('Cancels a job', AsOfAnswer)
  async cancel(@Param('job') job: string): Promise<AsOfAnswer> {
    const known = await this.jobs.cancel(job);
    return known === null ? unknown('job', job) : answerOf(known);
  }
}
