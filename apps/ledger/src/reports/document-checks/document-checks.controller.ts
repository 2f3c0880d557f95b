import { Body, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOperation,
  ApiParam,
} from '@nestjs/swagger';
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
  @ApiBody({ type: DocumentCheckDto, examples: { mend: { value: { mend: true, redraw: false } } } })
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
  @ApiParam({ name: 'check', example: '0193b6a0-7c1e-7000-8000-5a0f5b2c9d11' })
  @ApiNotFoundResponse({ description: 'DOCUMENT_CHECK_UNKNOWN: the last ones alone are remembered' })
  @OneOf('Progress of a check of the files, then what it found', DocumentCheckAnswer)
  one(@Param('check') check: string): DocumentCheckAnswer {
    const run = this.checks.of(check);
    return run === null ? unknown('document-check', check) : answerOf(run);
  }
}
