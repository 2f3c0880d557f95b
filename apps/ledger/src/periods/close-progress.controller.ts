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
      'How far a close of this ledger is (of another one only that it runs), and what it came to; the state of the month itself is `GET /v1/periods/{period}`',
  })
  @ApiOkResponse({ type: CloseProgressDto })
  async progress(@Param('period', MonthPipe) period: string): Promise<CloseProgressDto> {
    const run = this.runs.of(period);
    if (run === null || run.step === 'waiting') {
      const holder = await this.runs.elsewhere();
      const step = run?.step ?? (holder === null ? 'idle' : 'elsewhere');
      return { period, step, done: 0, total: 0, holder, answer: null, errors: [] };
    }
    const { step, done, total, commandId, outcome, fault } = run;
    const refusals = outcome?.status === 'refused' ? outcome.refusals : fault === null ? [] : [fault];
    return {
      period,
      step,
      done,
      total,
      holder: null,
      answer: outcome?.status === 'closed' ? closeAnswer(commandId, outcome) : null,
      errors: refusals.map(({ code, field, remedy }) => ({ code, field, detail: remedy })),
    };
  }
}
