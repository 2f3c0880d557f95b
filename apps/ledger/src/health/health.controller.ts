import { statfs } from 'node:fs/promises';
import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { EventStore } from '#event-store';
import type { Leases } from '#ports/leases';
import type { Projector } from '#read-models';
import type { Configuration } from '../configuration/index.js';
import { CONFIGURATION, EVENT_STORE, LEASES, PROJECTOR, STOPPING } from '../tokens.js';

/** Below this the log may stop growing at any commit. */
const FREE_BYTES_MIN = 64 * 1024 * 1024;

/** A part that does not answer by then is not ready (ms). */
const ANSWER_MS_MAX = 5_000;

const PARTS = ['log', 'read-models', 'leases', 'disk', 'process'] as const;
type Part = (typeof PARTS)[number];

export class Live {
  @ApiProperty({ enum: ['live'], example: 'live' }) status!: 'live';
  @ApiProperty({ description: 'process that answers', example: 4711 }) pid!: number;
}

export class Check {
  @ApiProperty({ enum: PARTS, example: 'read-models' }) part!: Part;
  @ApiProperty({ example: true }) ready!: boolean;
  @ApiProperty({ example: '0 events behind' }) says!: string;
}

export class Readiness {
  @ApiProperty({ enum: ['ready', 'not-ready'], example: 'ready' }) status!: string;
  @ApiProperty({ type: [Check] }) checks!: Check[];
}

const STOPS: Check = { part: 'process', ready: false, says: 'the ledger is stopping' };

@Controller('health')
@ApiTags('Health')
export class HealthController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PROJECTOR) private readonly projector: Projector,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(LEASES) private readonly leases: Leases,
    @Inject(STOPPING) private readonly stopping: AbortSignal,
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
    description:
      'A projection that failed is named with the index of the event it stopped at. Not ready from the moment it begins to stop.',
  })
  @ApiOkResponse({ type: Readiness })
  @ApiResponse({ status: 503, type: Readiness, description: 'Not ready: the checks say why.' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const checks = await Promise.all([
      this.checked('log', () => this.log()),
      this.checked('read-models', () => this.readModels()),
      this.checked('leases', () => this.held()),
      this.checked('disk', () => this.disk()),
      ...(this.stopping.aborted ? [STOPS] : []),
    ]);
    const ready = checks.every((check) => check.ready);
    if (!ready) void reply.status(503);
    return { status: ready ? 'ready' : 'not-ready', checks };
  }

  /** What fails, or does not answer in time, is not ready. */
  private async checked(part: Part, check: () => Promise<Omit<Check, 'part'>>): Promise<Check> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Omit<Check, 'part'>>((resolve) => {
      const says = `no answer within ${ANSWER_MS_MAX / 1000} s`;
      timer = setTimeout(() => resolve({ ready: false, says }), ANSWER_MS_MAX);
    });
    const failed = (error: unknown): Omit<Check, 'part'> => ({
      ready: false,
      says: error instanceof Error ? error.message : String(error),
    });
    const answer = await Promise.race([check().catch(failed), late]);
    clearTimeout(timer);
    return { part, ...answer };
  }

  private async log(): Promise<Omit<Check, 'part'>> {
    return { ready: true, says: `next event is ${await this.store.nextIndex()}` };
  }

  private async readModels(): Promise<Omit<Check, 'part'>> {
    const { nextIndex, failed, partitions, version } = this.projector.status();
    if (failed !== null) return { ready: false, says: `stopped at event ${failed.index}: ${failed.message}` };
    if (version === 0) return { ready: false, says: 'there are none yet: no projector has made them' };
    const end = await this.store.nextIndex().catch(() => nextIndex);
    const behind = (index: number): number => Math.max(0, end - index);
    const lag = behind(nextIndex);
    const parts = partitions.map(
      ({ partition, nextIndex: next, holder }) =>
        `partition ${partition} ${behind(next)} behind, ${holder === null ? 'projected by nobody' : `projected by ${holder}`}`,
    );
    const says = [`${lag} events behind`, ...(partitions.length > 1 ? parts : [])].join('; ');
    return { ready: lag <= this.configuration.readyLagEventsMax, says };
  }

  private async held(): Promise<Omit<Check, 'part'>> {
    const held = await this.leases.held();
    const says = held.map(({ name, holder }) => `${name} by ${holder}`).join('; ');
    return { ready: true, says: says === '' ? 'none held' : says };
  }

  private async disk(): Promise<Omit<Check, 'part'>> {
    const { bavail, bsize } = await statfs(this.configuration.dataDir);
    const freeBytes = bavail * bsize;
    return {
      ready: freeBytes >= FREE_BYTES_MIN,
      says: `${Math.floor(freeBytes / 1_048_576)} MiB free in the data folder`,
    };
  }
}
