import { Global, Inject, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { Keys } from '#ports/keys';
import { DirectoryFollower, Intake, StoreHeaterDirectory, type HeaterDirectory } from '#processes/intake';
import type { Configuration } from '../configuration/index.js';
import { CLOCK, CONFIGURATION, EVENT_STORE, KEYS, LOGGER, RANDOMNESS } from '../tokens.js';
import { telemetryRoute } from './telemetry.route.js';
import { HEATER_DIRECTORY, INTAKE } from './tokens.js';

/** More are refused with 413: one request must not hold the thread for long. */
export const UPLOADS_PER_REQUEST_MAX = 2000;
/** Of AES-256-GCM. */
const NONCE_BYTES = 12;
/** Where other ledgers write too: that a heater became a household's is known within this even while no news comes (ms). */
const PLAIN_STALE_AFTER_MS = 1_000;
/** Bodies that may be held at once, as a multiple of the largest one. */
const BODIES_HELD_MAX = 8;

/**
 * The public way in for heaters. Asks for the parts that the shell opened; see ../tokens.ts.
 * Global, so that whoever runs commands can tell the directory of heaters what they changed.
 */
@Global()
@Module({
  providers: [
    {
      provide: HEATER_DIRECTORY,
      inject: [EVENT_STORE, CONFIGURATION],
      useFactory: (store: EventStore, { eventStoreUrl }: Configuration): HeaterDirectory =>
        new StoreHeaterDirectory({
          store,
          ...(eventStoreUrl === '' ? {} : { plainStaleAfterMs: PLAIN_STALE_AFTER_MS }),
        }),
    },
    {
      provide: INTAKE,
      inject: [EVENT_STORE, HEATER_DIRECTORY, KEYS, CLOCK, RANDOMNESS],
      useFactory: (
        store: EventStore,
        directory: HeaterDirectory,
        keys: Keys,
        clock: Clock,
        randomness: (count: number) => Uint8Array,
      ): Intake => new Intake({ store, directory, keys, clock, nonce: () => randomness(NONCE_BYTES) }),
    },
  ],
  exports: [HEATER_DIRECTORY, INTAKE],
})
export class IntakeModule implements OnModuleInit, OnModuleDestroy {
  private follower: DirectoryFollower | null = null;

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(INTAKE) private readonly intake: Intake,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(HEATER_DIRECTORY) private readonly directory: HeaterDirectory,
  ) {}

  onModuleInit(): void {
    const { requestBytesMax, intakeQueueUploadsMax, eventStoreUrl } = this.configuration;
    // A log in a file has one writer, which tells the directory itself.
    if (eventStoreUrl !== '') this.follow();
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    void fastify.register(
      telemetryRoute({
        intake: this.intake,
        logger: this.logger,
        requestBytesMax,
        uploadsPerRequestMax: UPLOADS_PER_REQUEST_MAX,
        inFlight: { uploadsMax: intakeQueueUploadsMax, bytesMax: BODIES_HELD_MAX * requestBytesMax },
      }),
    );
  }

  private follow(): void {
    const { store, directory, logger } = this;
    const onBreak = (err: Error): void =>
      logger.warn(
        { err },
        'what other ledgers record is not followed just now; heaters are looked up anew after a minute',
      );
    this.follower = new DirectoryFollower({ store, directory, onBreak });
  }

  async onModuleDestroy(): Promise<void> {
    await this.follower?.stop();
    await this.intake.refusals.settled();
  }
}
