import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { CommandsModule } from '../commands/index.js';
import { ExportsModule } from '../exports/index.js';
import { CreditsModule } from '../credits/index.js';
import { HealthModule } from '../health/index.js';
import { IntakeModule } from '../intake/index.js';
import { MetersModule } from '../meters/index.js';
import { MoneyModule } from '../money/index.js';
import { describeApi } from '../openapi/index.js';
import { type Parts, PartsModule } from '../parts.js';
import { PeriodsModule } from '../periods/index.js';
import { ReportsModule } from '../reports/index.js';
import { answerBadAddress, answerNoRequest } from './before-routing.js';
import { IndexController } from './index.controller.js';
import { KnownRoutes } from './known-routes.js';
import { takeJsonAlone } from './json-bodies.js';
import { nestLogger } from './logging.js';
import { ProblemFilter } from './problem.filter.js';
import { requestValidation } from './validation.pipe.js';

/** A request that has not arrived whole by then is given up. */
const REQUEST_MS_MAX = 60_000;

@Module({ controllers: [IndexController] })
class LedgerModule {
  static of(parts: Parts): DynamicModule {
    return {
      module: LedgerModule,
      imports: [
        PartsModule.of(parts),
        HealthModule,
        IntakeModule,
        MoneyModule,
        CreditsModule,
        CommandsModule,
        MetersModule,
        PeriodsModule,
        ReportsModule,
        ExportsModule,
      ],
    };
  }
}

/** The HTTP face of an opened ledger, not yet listening. */
export async function createApplication(parts: Parts): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: parts.configuration.requestBytesMax,
    requestTimeout: REQUEST_MS_MAX,
    forceCloseConnections: 'idle',
    skipMiddie: true,
    frameworkErrors: answerBadAddress,
    clientErrorHandler: answerNoRequest,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  });
  const app = await NestFactory.create<NestFastifyApplication>(LedgerModule.of(parts), adapter, {
    logger: nestLogger(parts.logger),
    abortOnError: false,
    bodyParser: false,
  });
  const routes = new KnownRoutes();
  adapter.getInstance().addHook('onRoute', routes.add);
  takeJsonAlone(adapter.getInstance());
  app.useGlobalFilters(new ProblemFilter(parts.logger, routes));
  app.useGlobalPipes(requestValidation());
  describeApi(app);
  return app;
}

/** What was cut gets so long to notice (ms). */
const CUT_MS_MAX = 2_000;

/**
 * Ends gracefully: what runs gets its time to finish, then connections are cut. What does not end even then is left
 * behind: it meets ports that are closed.
 */
export async function closeApplication(app: NestFastifyApplication, graceMs: number): Promise<void> {
  const server = app.getHttpServer();
  const timers: NodeJS.Timeout[] = [];
  const leftBehind = new Promise<void>((resolve) => {
    timers.push(setTimeout(() => server.closeAllConnections(), graceMs));
    timers.push(setTimeout(resolve, graceMs + CUT_MS_MAX));
  });
  await Promise.race([app.close(), leftBehind]).finally(() => timers.forEach(clearTimeout));
}
