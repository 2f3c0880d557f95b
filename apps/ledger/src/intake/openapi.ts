import type { OpenAPIObject } from '@nestjs/swagger';
import { WireUploadSchema } from '#processes/intake';

const EXAMPLE = {
  head: {
    v: 1,
    heater: 'qrad-1',
    epoch: 0,
    number: 0,
    from: 1788220800000,
    to: 1788220860000,
    bodyHash: 'e9c2a4f0d2f1b1c3a5d7e9f10123456789abcdef0123456789abcdef01234567',
  },
  signature: null,
  body: {
    salt: 'AAAAAAAAAAAAAAAAAAAAAA',
    at: [1788220800000, 60000],
    mainWh: [120000, 8],
    auxWh: [4000],
    mode: [0],
    clock: [2],
    slices: [],
    attemptEnds: [],
  },
};

const result = (status: string, more: object = {}): object => ({
  results: [{ heater: 'qrad-1', epoch: 0, number: 0, status, ...more }],
});

const content = (example: object, type = 'application/json'): object => ({
  [type]: { schema: { type: 'object' }, example },
});

const problem = (code: string, status: number, detail: string): object =>
  content(
    { type: `urn:heatledger:problem:${code}`, title: code, status, code, field: '', detail },
    'application/problem+json',
  );

/** The route stands beside Nest's, so its description does too: merge it into `paths` of the document. */
export function telemetryPaths(): OpenAPIObject['paths'] {
  const upload = WireUploadSchema;
  const event = {
    type: 'object',
    required: ['specversion', 'id', 'source', 'type', 'data'],
    properties: { specversion: { const: '1.0' }, id: {}, source: {}, type: {}, data: upload },
  };
  const uploads = {
    type: 'object',
    required: ['uploads'],
    properties: { uploads: { type: 'array', items: upload } },
  };
  const paths = {
    '/v1/telemetry': {
      post: {
        operationId: 'receiveTelemetry',
        tags: ['telemetry'],
        summary: 'Receives uploads of heaters: readings, slices of computing, attempt ends.',
        description:
          'One upload, {"uploads":[…]}, an array, or CloudEvents; plain or gzip. Each upload has its own result, ' +
          'in order. `recorded` means durable, and is the answer to every repeat of the same upload too.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { oneOf: [upload, uploads, { type: 'array', items: upload }] },
              example: EXAMPLE,
            },
            'application/cloudevents+json': { schema: event },
            'application/cloudevents-batch+json': { schema: { type: 'array', items: event } },
          },
        },
        responses: {
          200: { description: 'Everything is recorded.', content: content(result('recorded')) },
          207: {
            description: 'Several uploads, not all recorded: see each.',
            content: content(result('recorded')),
          },
          400: {
            description: 'The request is no JSON.',
            content: problem('REQUEST_NOT_JSON', 400, 'The body is no JSON at character 7 (from 0).'),
          },
          413: {
            description: 'Too many bytes or uploads.',
            content: problem('REQUEST_TOO_LARGE', 413, 'Split it.'),
          },
          415: {
            description: 'Unknown type or encoding.',
            content: problem('CONTENT_TYPE_UNKNOWN', 415, 'Send …'),
          },
          422: {
            description: 'The only upload is refused.',
            content: content(
              result('refused', {
                code: 'NUMBER_GAP',
                field: 'head.number',
                remedy: 'Number 3 is expected next …',
              }),
            ),
          },
          429: {
            description: 'Overloaded: wait as Retry-After says.',
            content: problem('OVERLOADED', 429, 'Wait …'),
          },
          503: {
            description: 'The log is full or away.',
            content: problem('STORE_FULL', 503, 'Send it later.'),
          },
        },
      },
    },
  };
  // Printed and read again, so that nothing of the schema library is left in it.
  return JSON.parse(JSON.stringify(paths)) as OpenAPIObject['paths'];
}
