import type { LoggerService } from '@nestjs/common';
import { type Logger, destination, pino } from 'pino';
import type { Configuration } from '../configuration/index.js';

/**
 * One JSON line per fact, on stderr. No request is logged, and no body, address of a caller or query:
 * they may be personal data; what was done stands in the log of events.
 */
export function createLogger(configuration: Pick<Configuration, 'logLevel'>): Logger {
  return pino(
    { name: 'heatledger', level: configuration.logLevel, base: null, messageKey: 'message' },
    destination({ dest: 2, sync: true }),
  );
}

/** A logger that says nothing: tests and commands that print their own progress. */
export const silentLogger = (): Logger => pino({ level: 'silent' });

/** Nest speaks of its modules and routes at start; that is detail of ours. */
export function nestLogger(logger: Logger): LoggerService {
  return {
    log: (message: unknown) => logger.debug(String(message)),
    error: (message: unknown) => logger.error(String(message)),
    warn: (message: unknown) => logger.warn(String(message)),
    debug: (message: unknown) => logger.trace(String(message)),
    verbose: (message: unknown) => logger.trace(String(message)),
    fatal: (message: unknown) => logger.fatal(String(message)),
  };
}
