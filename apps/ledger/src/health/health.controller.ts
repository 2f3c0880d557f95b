import { statfs } from 'node:fs/promises';
import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { EventStore } from '#event-store';
import type { Projector } from '#read-models';
import type { Configuration } from '../configuration/index.js';
import { CONFIGURATION, EVENT_STORE, PROJECTOR } from '../tokens.js';

/** Below this the log may stop growing at any commit. */
const FREE_BYTES_MIN = 64 * 1024 * 1024;

export class Live {
  @ApiProperty({ enum: ['live'], example: 'live' }) status!: 'live';
  @ApiProperty({ description: 'process that answers', example: 4711 }) pid!: number;
}

export class Check {
  @ApiProperty({ enum: ['log', 'read-models', 'disk'], example: 'read-models' }) part!: string;
  @ApiProperty({ example: true }) ready!: boolean;
  @ApiProperty({ example: '0 events behind' }) says!: string;
}

export class Readiness {
  @ApiProperty({ enum: ['ready', 'not-ready'], example: 'ready' }) status!: string;
  @ApiProperty({ type: [Check] }) checks!: Check[];
}

@Controller('health')
@ApiTags('Health')
export class HealthController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PROJECTOR) private readonly projector: Projector,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process answers' })
  @ApiOkResponse({ type: Live })
  live(): Live {
    return { status: 'live', pid: process.pid };
  }

  @Get('ready')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Whether it takes telemetry and its reports are current',
    description: 'A projection that failed is named with the index of the event it stopped at.',
  })
  @ApiOkResponse({ type: Readiness })
  @ApiResponse({ status: 503, type: Readiness, description: 'Not ready: the checks say why.' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const checks = [await this.log(), await this.readModels(), await this.disk()];
    const ready = checks.every((check) => check.ready);
    if (!ready) void reply.status(503);
    return { status: ready ? 'ready' : 'not-ready', checks };
  }

  private async log(): Promise<Check> {
    try {
      return { part: 'log', ready: true, says: `next event is ${await this.store.nextIndex()}` };
    } catch (error) {
      return { part: 'log', ready: false, says: error instanceof Error ? error.message : String(error) };
    }
  }

  private async readModels(): Promise<Check> {
    const { nextIndex, failed } = await this.projector.status();
    if (failed !== null)
      return {
        part: 'read-models',
        ready: false,
        says: `stopped at event ${failed.index}: ${failed.message}`,
      };
    const lag = Math.max(0, (await this.store.nextIndex().catch(() => nextIndex)) - nextIndex);
    return {
      part: 'read-models',
      ready: lag <= this.configuration.readyLagEventsMax,
      says: `${lag} events behind`,
    };
  }

  private async disk(): Promise<Check> {
    const { bavail, bsize } = await statfs(this.configuration.dataDir);
    const freeBytes = bavail * bsize;
    return {
      part: 'disk',
      ready: freeBytes >= FREE_BYTES_MIN,
      says: `${Math.floor(freeBytes / 1_048_576)} MiB free in the data folder`,
    };
  }
}
