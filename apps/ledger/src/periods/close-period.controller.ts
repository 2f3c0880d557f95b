import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { StoreRefused, type ClosedPeriod } from '#processes/closing';
import type { Ids } from '#ports/ids';
import { actorFrom, commandIdFrom } from '../commands/command-headers.js';
import { Problem } from '../http/index.js';
import { IDS } from '../tokens.js';
import { ClosePeriod } from './close-period.command.js';
import { ClosePeriodDto, ProblemOfCloseDto } from './close-period.dto.js';

/** A close is done; `events` are its cut and its seal, `closed` what it came to. */
interface CloseAnswer {
  readonly command: 'close-period';
  readonly commandId: string;
  readonly status: 'done';
  readonly events: ClosedPeriod['events'];
  readonly position: number;
  readonly closed: Omit<ClosedPeriod, 'status' | 'events'> & { readonly filesOf: number };
}

/** The log takes no more for now: what was done stays, and the same command goes on from there. */
function storeProblem(fault: unknown): never {
  if (!(fault instanceof StoreRefused)) throw fault;
  const remedy = 'Send the same command again later: it goes on from where it was.';
  throw new Problem(fault.code === 'OVERLOADED' ? 429 : 503, { code: fault.code, field: '', remedy });
}

@Controller('v1/commands')
@ApiTags('Commands: periods')
export class ClosePeriodController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  @Post('close-period')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'ClosePeriod',
    summary:
      'Closes a month: cut, sealed usage, documents, proofs. Sent again after a break, it goes on where it was.',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiHeader({ name: 'X-Actor', required: false, description: 'person who closes; default `operator`' })
  @ApiOkResponse({ description: 'The month is closed, now or before.' })
  @ApiResponse({
    status: 409,
    type: ProblemOfCloseDto,
    description: 'Everything missing is listed in `errors`.',
  })
  async close(
    @Body() { period, issueDate }: ClosePeriodDto,
    @Headers('idempotency-key') key?: string,
    @Headers('x-actor') person?: string,
  ): Promise<CloseAnswer> {
    const commandId = commandIdFrom(key, this.ids);
    const command = new ClosePeriod(period, issueDate ?? null, actorFrom(person), commandId);
    const outcome = await this.bus.execute(command).catch(storeProblem);
    if (outcome.status === 'refused') {
      const [first] = outcome.refusals;
      // The request is well formed; it is the ledger that is not ready for it.
      throw new Problem(first!.code === 'ISSUE_DATE_INVALID' ? 422 : 409, first!, outcome.refusals);
    }
    const { status: _closed, events, position, ...closed } = outcome;
    return {
      command: 'close-period',
      commandId,
      status: 'done',
      events,
      position,
      closed,
    };
  }
}
