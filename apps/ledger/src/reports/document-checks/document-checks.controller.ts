import { Body, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiConflictResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OneOf, Report, unknown } from '../shape/index.js';
import { DocumentCheckAnswer, DocumentCheckDto } from './document-check.dto.js';
import { type CheckRun, DocumentChecks } from './document-checks.js';

const answerOf = ({ fault, ...run }: CheckRun): DocumentCheckAnswer => ({
  ...run,
  fault: fault === null ? null : { code: fault.code, detail: fault.remedy },
});

@Report('v1/document-checks')
export class DocumentChecksController {
  constructor(private readonly checks: DocumentChecks) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Checks every kept file against its recorded hash',
    description:
      'A job with progress. `mend` makes what was never made and draws again what is gone or damaged, where that gives the recorded hash; `redraw` proves that XML, JSON and CSV follow from the log.',
  })
  @ApiAcceptedResponse({
    type: DocumentCheckAnswer,
    description: '`Location` says where its progress and outcome are.',
  })
  @ApiConflictResponse({ description: 'DOCUMENT_CHECK_RUNS: one at a time' })
  start(
    @Body() { mend, redraw }: DocumentCheckDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): DocumentCheckAnswer {
    const run = this.checks.start({ mend, redraw });
    void reply.header('Location', `/v1/document-checks/${run.check}`);
    return answerOf(run);
  }

  @Get(':check')
  @OneOf('Progress of a check of the files, then what it found', DocumentCheckAnswer)
  one(@Param('check') check: string): DocumentCheckAnswer {
    const run = this.checks.of(check);
    return run === null ? unknown('document-check', check) : answerOf(run);
  }
}
