import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** Problem 415: the body is of a type that this route does not take. */
export const mediaTypeNotSupported = (): Problem =>
  new Problem(415, {
    code: 'MEDIA_TYPE_NOT_SUPPORTED',
    field: 'Content-Type',
    remedy: 'Send application/json.',
  });

/** Problem 415 where a body came packed, else null: only telemetry is unpacked. */
export function packedBody({ headers }: FastifyRequest): Problem | null {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding.toLowerCase() === 'identity') return null;
  return new Problem(415, {
    code: 'MEDIA_TYPE_NOT_SUPPORTED',
    field: 'Content-Encoding',
    remedy: 'Send application/json, or the file, as it is; only telemetry may come with gzip.',
  });
}

/**
 * Bodies are JSON, and nothing else is read. A form or a plain text of a foreign page in a browser reaches a server
 * without being asked for; with JSON the browser asks first, and is not answered.
 */
export function takeJsonAlone(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    const packed = packedBody(request);
    if (packed === null) void parse(request, body, done);
    else done(packed);
  });
}
