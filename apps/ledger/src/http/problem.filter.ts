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
import { PROBLEM_TYPE, Problem, type ProblemDetails, problemOf } from './problem.js';

interface HttpFault {
  readonly code: string;
  readonly remedy: string;
}

/** What the framework refuses before any of our code sees the request. */
const FAULTS: Readonly<Record<number, HttpFault>> = {
  400: { code: 'REQUEST_NOT_READABLE', remedy: 'Send well-formed JSON as described in /openapi.json.' },
  404: { code: 'ADDRESS_UNKNOWN', remedy: 'GET / lists what there is; /docs describes it.' },
  405: { code: 'METHOD_NOT_ALLOWED', remedy: 'See /docs for the methods of this address.' },
  408: { code: 'REQUEST_TOO_SLOW', remedy: 'Send the request again.' },
  413: { code: 'REQUEST_TOO_LARGE', remedy: 'Split the request into smaller ones.' },
  415: {
    code: 'MEDIA_TYPE_NOT_SUPPORTED',
    remedy: 'Send application/json; where a file is taken, one of the types that /docs names.',
  },
  429: { code: 'OVERLOADED', remedy: 'Wait as Retry-After says, then send the same request again.' },
  503: { code: 'NOT_READY', remedy: 'Wait until /health/ready answers 200.' },
};

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
  const known = status === null ? undefined : FAULTS[status];
  if (status !== null && status < 500 && known === undefined)
    return problemOf(status, { code: 'REQUEST_REFUSED', field: '', remedy: 'See /docs.' });
  if (status !== null && known !== undefined) return problemOf(status, { field: '', ...known });
  return problemOf(500, {
    code: 'INTERNAL',
    field: '',
    remedy: 'This is a fault of the ledger; nothing was recorded unless a repeat says so. See its log.',
  });
}

/** Every error leaves as RFC 9457 problem details; only faults of ours, and of what we need, are logged, without the request's body. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(fault: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemFor(fault);
    const request = http.getRequest<FastifyRequest>();
    const place = { err: fault, method: request.method, path: request.routeOptions.url };
    if (problem.code === 'INTERNAL') this.logger.error(place, 'request failed');
    else if (problemOfAway(fault) !== null) this.logger.warn(place, 'request waits for what is away');
    if (problem.status === 429) void reply.header('Retry-After', '1');
    void reply.status(problem.status).header('Content-Type', PROBLEM_TYPE).send(problem);
  }
}
