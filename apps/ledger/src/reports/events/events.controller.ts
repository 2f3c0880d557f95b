import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { exportLine } from '#events';
import type { EventStore } from '#event-store';
import { EVENT_STORE } from '../../tokens.js';

const BATCH_EVENTS = 1_000;

class EventsParameters {
  @ApiPropertyOptional({ description: 'Index of the first event.', default: 0 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  from = 0;

  @ApiPropertyOptional({ description: 'How many at most; all there are, if absent.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  limit?: number;
}

/** Lines of the export in batches: memory stays flat however long the log is. */
async function* lines(store: EventStore, from: number, to: number): AsyncGenerator<string> {
  for (let at = from; at < to;) {
    const { events, next } = await store.readAll(at, Math.min(BATCH_EVENTS, to - at));
    if (events.length === 0) return;
    yield `${events.map(exportLine).join('\n')}\n`;
    at = next;
  }
}

/** The log itself: whoever has these lines (and the keys) computes every figure again. */
@Controller('v1/events')
@ApiTags('Audit')
export class EventsController {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  @Get()
  @ApiOperation({
    summary: 'The log as NDJSON',
    description:
      'One canonical line per event {index,stream,revision,id,type,version,recordedAt,actor,commandId,causation,data}, in index order without gaps. Bodies of households and names of people are sealed; the key file opens them.',
  })
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({ schema: { type: 'string', example: '{"index":0,"stream":"installation",…}\n' } })
  async export(@Query() { from, limit }: EventsParameters, @Res() reply: FastifyReply): Promise<void> {
    const end = await this.store.nextIndex();
    const to = limit === undefined ? end : Math.min(end, from + limit);
    await reply
      .header('Content-Type', 'application/x-ndjson; charset=utf-8')
      .header('Heatledger-Next-Index', String(Math.max(from, to)))
      .send(Readable.from(lines(this.store, from, to), { objectMode: false }));
  }
}
