import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MonthPipe } from '../reports/shape/index.js';
import { closeAnswer } from './close-answer.js';
import { CloseProgressDto } from './close-period.dto.js';
import { CloseRuns } from './close-runs.js';

@Controller('v1/periods/:period/progress')
@ApiTags('Periods')
export class CloseProgressController {
  constructor(private readonly runs: CloseRuns) {}

  @Get()
  @ApiOperation({
    summary:
      'How far a close of this process is, and what it came to; the state of the month itself is `GET /v1/periods/{period}`',
  })
  @ApiOkResponse({ type: CloseProgressDto })
  progress(@Param('period', MonthPipe) period: string): CloseProgressDto {
    const run = this.runs.of(period);
    if (run === null) return { period, step: 'idle', done: 0, total: 0, answer: null, errors: [] };
    const { step, done, total, commandId, outcome, fault } = run;
    const refusals = outcome?.status === 'refused' ? outcome.refusals : fault === null ? [] : [fault];
    return {
      period,
      step,
      done,
      total,
      answer: outcome?.status === 'closed' ? closeAnswer(commandId, outcome) : null,
      errors: refusals.map(({ code, field, remedy }) => ({ code, field, detail: remedy })),
    };
  }
}
