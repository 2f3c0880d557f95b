import { Body, Controller, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiAcceptedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { StoreRefused } from '#processes/closing';
import type { Ids } from '#ports/ids';
import { actorFrom, commandIdFrom } from '../commands/command-headers.js';
import { Problem } from '../http/index.js';
import { IDS } from '../tokens.js';
import { ClosePeriod } from './close-period.command.js';
import { CloseAcceptedDto, ClosePeriodDto, ProblemOfCloseDto } from './close-period.dto.js';
import { faultOfClose } from './close-runs.js';
import { type CloseAccepted, type CloseAnswer, closeAnswer } from './close-answer.js';

/** A close that takes longer is answered as accepted: no connection is kept waiting for minutes. */
const ANSWERED_WITHIN_MS = 45_000;

/** RFC 7240. */
const prefersAsync = (prefer: string | undefined): boolean =>
  (prefer ?? '').split(',').some((one) => one.trim().toLowerCase() === 'respond-async');

/** The log takes no more for now: what was done stays, and the same command goes on from there. */
function storeProblem(fault: unknown): never {
  if (!(fault instanceof StoreRefused)) throw fault;
  throw new Problem(fault.code === 'OVERLOADED' ? 429 : 503, faultOfClose(fault));
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
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`respond-async`: answer 202 at once and go on; a long close is answered so in any case',
  })
  @ApiOkResponse({ description: 'The month is closed, now or before.' })
  @ApiAcceptedResponse({
    type: CloseAcceptedDto,
    description: 'It goes on: `Location` says where its progress and its answer are.',
  })
  @ApiResponse({
    status: 409,
    type: ProblemOfCloseDto,
    description: 'Everything missing is listed in `errors`.',
  })
  async close(
    @Body() { period, issueDate }: ClosePeriodDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('idempotency-key') key?: string,
    @Headers('x-actor') person?: string,
    @Headers('prefer') prefer?: string,
  ): Promise<CloseAnswer | CloseAccepted> {
    const commandId = commandIdFrom(key, this.ids);
    const command = new ClosePeriod(period, issueDate ?? null, actorFrom(person), commandId);
    const closing = this.bus.execute(command);
    const outcome = prefersAsync(prefer)
      ? null
      : await withinMs(closing, ANSWERED_WITHIN_MS).catch(storeProblem);
    if (outcome === null) {
      // Whoever follows the progress is told what becomes of it.
      closing.catch(() => undefined);
      const progress = `/v1/periods/${period}/progress`;
      void reply.status(202).header('Location', progress).header('Preference-Applied', 'respond-async');
      return { command: 'close-period', commandId, status: 'accepted', progress };
    }
    if (outcome.status === 'closed') return closeAnswer(commandId, outcome);
    const [first] = outcome.refusals;
    // The request is well formed; it is the ledger that is not ready for it.
    throw new Problem(first!.code === 'ISSUE_DATE_INVALID' ? 422 : 409, first!, outcome.refusals);
  }
}

/** What it resolves to, or null once the time is over. */
async function withinMs<Value>(promise: Promise<Value>, ms: number): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
