import type {
  FastifyError,
  FastifyInstance,
  FastifyPluginCallback,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import type { Logger } from 'pino';
import type { Intake, UploadResult } from '#processes/intake';
import { PROBLEM_TYPE, Problem, problemOf } from '../http/index.js';
import { answerTo } from './answer.js';
import { InFlight, type Held, type InFlightLimits } from './in-flight.js';
import { CONTENT_TYPES, tooLarge, unpacked, uploadsOf } from './request-uploads.js';

export interface TelemetryRouteOptions {
  readonly intake: Intake;
  readonly logger: Pick<Logger, 'error'>;
  readonly inFlight: InFlightLimits;
  /** Largest body, also after gunzip (bytes). */
  readonly requestBytesMax: number;
  readonly uploadsPerRequestMax: number;
}

/** A property of the request and no map beside it: at these rates weak references are work for the collector. */
const HELD = Symbol('held');
const heldBy = (request: FastifyRequest & { [HELD]?: Held }): Held =>
  (request[HELD] ??= { bytes: 0, uploads: 0 });

const overloaded = (): Problem =>
  new Problem(429, {
    code: 'OVERLOADED',
    field: '',
    remedy: 'Too many uploads at once: wait as Retry-After says, then send the same request again.',
  });

/** What Fastify refuses before the route sees it. */
function problemBehind(fault: FastifyError | Problem, bytesMax: number): Problem | null {
  if (fault instanceof Problem) return fault;
  if (fault.statusCode === 413) return tooLarge(bytesMax);
  if (fault.statusCode === 415)
    return new Problem(415, {
      code: 'CONTENT_TYPE_UNKNOWN',
      field: 'Content-Type',
      remedy: `Send ${CONTENT_TYPES.join(', ')}.`,
    });
  if (fault.statusCode === undefined || fault.statusCode >= 500) return null;
  const remedy = 'Send a whole request with the length it announces.';
  return new Problem(fault.statusCode, { code: 'REQUEST_NOT_READABLE', field: '', remedy });
}

/**
 * `POST /v1/telemetry`. A plugin of its own beside Nest's routes: bodies come as bytes, are parsed once and
 * judged by compiled schemas, and the answer is one printed text; at these rates pipes and decorators would be
 * most of the work.
 */
export const telemetryRoute = (options: TelemetryRouteOptions): FastifyPluginCallback => {
  const { intake, logger, requestBytesMax, uploadsPerRequestMax } = options;
  const inFlight = new InFlight(options.inFlight);

  const hold = (request: FastifyRequest, bytes: number, uploads: number): void => {
    if (!inFlight.hold(heldBy(request), bytes, uploads)) throw overloaded();
  };

  const admit = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    const mine = heldBy(request);
    // `close` comes after the answer, and also when the sender goes away before it.
    reply.raw.once('close', () => inFlight.leave(mine));
    // A length that is not announced may be anything up to the limit.
    const announced = Number(request.headers['content-length'] ?? requestBytesMax);
    if (inFlight.hold(mine, Math.min(announced, requestBytesMax), 0)) done();
    else done(overloaded());
  };

  /** Apart from `receive`, so that nothing holds the parsed request while it waits for the log. */
  const record = (request: FastifyRequest, bytes: Buffer, held: number): Promise<readonly UploadResult[]> => {
    const uploads = uploadsOf(bytes, request.headers['content-type'] ?? '', uploadsPerRequestMax);
    hold(request, held, uploads.length);
    request.body = null;
    return intake.receive(uploads);
  };

  const receive = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const packed = request.body as Buffer;
    const plain = unpacked(packed, request.headers['content-encoding'], requestBytesMax);
    const bytes = plain instanceof Promise ? await plain : plain;
    const size = bytes === packed ? packed.length : packed.length + bytes.length;
    hold(request, size, 0);
    const answer = answerTo(await record(request, bytes, size));
    if (answer.retryAfterSeconds !== null) void reply.header('retry-after', String(answer.retryAfterSeconds));
    return reply.code(answer.status).header('content-type', answer.contentType).send(answer.text);
  };

  const explain = (fault: FastifyError | Problem, _request: FastifyRequest, reply: FastifyReply): void => {
    const known = problemBehind(fault, requestBytesMax)?.problem;
    if (!known) logger.error({ err: fault }, 'telemetry could not be received');
    const problem =
      known ??
      problemOf(500, {
        code: 'INTERNAL',
        field: '',
        remedy: 'A fault of the ledger: send the same request again; what was recorded is recorded once.',
      });
    if (problem.status === 429) void reply.header('retry-after', '1');
    void reply.code(problem.status).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem));
  };

  return (app: FastifyInstance, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser([...CONTENT_TYPES], { parseAs: 'buffer' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    app.setErrorHandler(explain);
    app.post('/v1/telemetry', { bodyLimit: requestBytesMax, onRequest: admit }, receive);
    done();
  };
};
