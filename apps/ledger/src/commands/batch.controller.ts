import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  ValidateNested,
} from 'class-validator';
import type { Ids } from '#ports/ids';
import { CLOSE_PERIOD, closeInBatch } from '../periods/close-in-batch.js';
import { IDS } from '../tokens.js';
import { BatchAnswerDto } from './answers.js';
import { actorFrom, commandIdFrom } from './command-headers.js';
import type { CommandOutcome } from './outcome.js';
import { RunCommand } from './run-command.js';

export class BatchItemDto {
  @ApiProperty({ description: 'path of the command', example: 'reset-heater' })
  @IsString()
  command!: string;

  @ApiProperty({
    required: false,
    description:
      'its Idempotency-Key; default: that of the request and its place (`<key>/0`), or one is made',
    example: '0193b6a0-7c1e-7000-8000-5a0f5b2c9d11',
  })
  @IsOptional()
  @Matches(/^[A-Za-z0-9._:/-]{8,200}$/)
  id?: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'body as its own route takes it',
    example: { heater: 'h-0001', at: 1772442000000, reason: 'fan cleaned' },
  })
  @IsObject()
  data!: Record<string, unknown>;
}

const COMMANDS_MAX = 10_000;

export class BatchDto {
  @ApiProperty({
    type: [BatchItemDto],
    description: `up to ${COMMANDS_MAX}, in the order in which they are done`,
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(COMMANDS_MAX)
  @ValidateNested({ each: true })
  @Type(() => BatchItemDto)
  commands!: BatchItemDto[];
}

interface NotAttempted {
  readonly command: string;
  readonly commandId: string;
  readonly status: 'not-attempted';
}

/** Many commands in one request. Not one transaction: those before a refusal are done and stay done. */
@Controller('v1/commands')
@ApiTags('Commands')
export class CommandBatchController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'RunCommands',
    summary:
      'Commands one after the other; the first refusal ends it. Send it again with the same ids to go on.',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiHeader({ name: 'X-Actor', required: false, description: 'person who gives them; default `operator`' })
  @ApiOkResponse({ type: BatchAnswerDto, description: 'An answer per command: look at each `status`.' })
  async run(
    @Body() { commands }: BatchDto,
    @Headers('idempotency-key') key?: string,
    @Headers('x-actor') person?: string,
  ): Promise<{ readonly done: number; readonly commands: readonly (CommandOutcome | NotAttempted)[] }> {
    const actor = actorFrom(person);
    const batchId = commandIdFrom(key, this.ids);
    const answers: (CommandOutcome | NotAttempted)[] = [];
    let stopped = false;
    for (const [place, { command, id, data }] of commands.entries()) {
      const commandId = id ?? `${batchId}/${place}`;
      if (stopped) {
        answers.push({ command, commandId, status: 'not-attempted' });
        continue;
      }
      const given = new RunCommand(command, data, commandId, actor);
      const outcome =
        command === CLOSE_PERIOD ? await closeInBatch(this.bus, given) : await this.bus.execute(given);
      answers.push(outcome);
      stopped = outcome.status === 'refused';
    }
    return { done: answers.filter(({ status }) => status === 'done').length, commands: answers };
  }
}
