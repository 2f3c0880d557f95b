import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CloseProgressDto } from './close-period.dto.js';
import { CloseRuns } from './close-runs.js';

@Controller('v1/periods/:period/progress')
@ApiTags('Periods')
export class CloseProgressController {
  constructor(private readonly runs: CloseRuns) {}

  @Get()
  @ApiOperation({
    summary:
      'How far a close of this process is; the state of the month itself is `GET /v1/periods/{period}`',
  })
  @ApiOkResponse({ type: CloseProgressDto })
  progress(@Param('period') period: string): CloseProgressDto {
    const { step, done, total } = this.runs.of(period) ?? { step: 'idle', done: 0, total: 0 };
    return { period, step, done, total };
  }
}
