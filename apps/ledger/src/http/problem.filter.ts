import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Inject,
  Injectable,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '../tokens.js';
import { problemOfAway } from './away.js';
import { FRAMEWORK_FAULTS } from './framework-faults.js';
import { KnownRoutes } from './known-routes.js';
import { PROBLEM_TYPE, Problem, type ProblemDetails, problemOf } from './problem.js';

const statusOf = (fault: unknown): number | null => {
  if (fault instanceof HttpException) return fault.getStatus();
  if (typeof fault !== 'object' || fault === null || !('statusCode' in fault)) return null;
  return typeof fault.statusCode === 'number' && fault.statusCode >= 400 ? fault.statusCode : null;
};

function problemFor(fault: unknown): ProblemDetails {
  if (fault instanceof Problem) return fault.problem;
  const away = problemOfAway(fault);
  if (away !== null) return away;
  const status = statusOf(fault);
  const known = status === null ? undefined : FRAMEWORK_FAULTS[status];
  if (status !== null && status < 500 && known === undefined)
    return problemOf(status, { code: 'REQUEST_REFUSED', field: '', remedy: 'See /docs.' });
  if (status !== null && known !== undefined) return problemOf(status, { field: '', ...known });
  return problemOf(500, {
    code: 'INTERNAL',
    field: '',
    remedy: 'This is a fault of the ledger; nothing was recorded unless a repeat says so. See its log.',
  });
}

const otherMethod = (allowed: readonly string[]): ProblemDetails =>
  problemOf(405, {
    code: 'METHOD_NOT_ALLOWED',
    field: '',
    remedy: `This address takes ${allowed.join(', ')}. See /docs.`,
  });

/** Every error leaves as RFC 9457 problem details; only faults of ours, and of what we need, are logged, without the request's body. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly routes = new KnownRoutes(),
  ) {}

  catch(fault: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    const allowed = request.is404 ? this.routes.methodsOf(request.url) : [];
    const problem = allowed.length > 0 ? otherMethod(allowed) : problemFor(fault);
    if (allowed.length > 0) void reply.header('Allow', allowed.join(', '));
    const place = { err: fault, method: request.method, path: request.routeOptions.url };
    if (problem.code === 'INTERNAL') this.logger.error(place, 'request failed');
    else if (problemOfAway(fault) !== null) this.logger.warn(place, 'request waits for what is away');
    if (problem.status === 429) void reply.header('Retry-After', '1');
    void reply.status(problem.status).header('Content-Type', PROBLEM_TYPE).send(problem);
  }
}
