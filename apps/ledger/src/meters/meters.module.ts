import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { CommandsModule } from '../commands/index.js';
import type { Configuration } from '../configuration/index.js';
import { CONFIGURATION } from '../tokens.js';
import { MeterReadingsController } from './meter-readings.controller.js';
import { takeRawBodies } from './raw-bodies.js';

/** Meters that are not ours: what they measured, from files. */
@Module({ imports: [CommandsModule], controllers: [MeterReadingsController] })
export class MetersModule implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    takeRawBodies(this.host.httpAdapter.getInstance<FastifyInstance>(), this.configuration.requestBytesMax);
  }
}
