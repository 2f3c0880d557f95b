import type { FastifyInstance } from 'fastify';

/** Types in which files come as they are; what is in them, the route's `format` says. */
export const FILE_TYPES = [
  'text/csv',
  'text/plain',
  'text/xml',
  'application/xml',
  'application/octet-stream',
];

/** Lets bodies of these types through as bytes; every other route goes on taking JSON. */
export function takeRawBodies(fastify: FastifyInstance, bytesMax: number): void {
  // The built-in one gives a text; a file is its bytes.
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser(
    FILE_TYPES,
    { parseAs: 'buffer', bodyLimit: bytesMax },
    (_request, body, done) => done(null, body),
  );
}
