import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Observable } from 'rxjs';
import type { EventStore } from '#event-store';
import type { Projector, Tables } from '#read-models';
import type { Configuration } from '../../configuration/index.js';
import { lowestCheckpoint } from '../../commands/read-model-lookups.js';
import { Problem } from '../../http/index.js';
import { passedWithin } from '../../read-models-behind.js';
import { CONFIGURATION, EVENT_STORE, PROJECTOR, READ_MODELS } from '../../tokens.js';

const MIN_INDEX = 'heatledger-min-index';

/** The index an answer must have passed: from the query or the header, or from the position of a command. */
async function askedIndex(request: FastifyRequest, store: EventStore): Promise<number | null> {
  const { minIndex, minPosition } = request.query as { minIndex?: string; minPosition?: string };
  if (minPosition !== undefined) return store.indexOf(minPosition);
  const header = request.headers[MIN_INDEX];
  const text = minIndex ?? (typeof header === 'string' ? header : undefined);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/**
 * Reads one's own writes: waits until the read models have passed the event asked for, up to a limit.
 * Every answer says in `Heatledger-Next-Index` which events it knows: all below that index.
 */
@Injectable()
export class FreshInterceptor implements NestInterceptor {
  constructor(
    @Inject(PROJECTOR) private readonly projector: Projector,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const index = await askedIndex(http.getRequest<FastifyRequest>(), this.store);
    if (index !== null) await this.waitFor(index);
    const known = await lowestCheckpoint(this.models);
    void http.getResponse<FastifyReply>().header('Heatledger-Next-Index', String(known));
    return next.handle();
  }

  private async waitFor(index: number): Promise<void> {
    if (index >= (await this.store.nextIndex()))
      throw new Problem(400, {
        code: 'INDEX_UNKNOWN',
        field: 'minIndex',
        remedy: `The log has no event ${index} yet. Give the index that a command answered as its position.`,
      });
    const { waitMsMax: waitMs } = this.configuration;
    await passedWithin(this.projector, index, { waitMs, field: 'minIndex' });
  }
}
