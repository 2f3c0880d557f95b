import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { mediaTypeNotSupported, packedBody } from '../http/index.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly takesFile?: boolean;
  }
}

/**
 * Types in which files come as they are; what is in them, the route's `format` says. Not text/plain: any page in a
 * browser may send that without being asked.
 */
export const FILE_TYPES = ['text/csv', 'text/xml', 'application/xml', 'application/octet-stream'];

/** A route whose body is a file. */
export const TakesFile = () => applyDecorators(RouteConfig({ takesFile: true }), ApiConsumes(...FILE_TYPES));

/** Lets bodies of these types through as bytes where a route takes a file; every other one takes JSON alone. */
export function takeRawBodies(fastify: FastifyInstance, bytesMax: number): void {
  fastify.addContentTypeParser(
    FILE_TYPES,
    { parseAs: 'buffer', bodyLimit: bytesMax },
    (request, body, done) => {
      const { takesFile = false } = request.routeOptions.config;
      done(takesFile ? packedBody(request) : mediaTypeNotSupported(), body);
    },
  );
}
