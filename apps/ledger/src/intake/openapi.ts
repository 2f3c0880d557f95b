import type { OpenAPIObject } from '@nestjs/swagger';
import { encodeUpload } from '#events';
import { WireUploadSchema } from '#processes/intake';

const START = 1788220800000;

/** Two readings a minute apart; unsigned, as of an epoch without a key. */
const EXAMPLE = encodeUpload({
  heater: 'qrad-1',
  epoch: 0,
  number: 0,
  readings: {
    at: [START, START + 60_000],
    mainWh: [120_000, 120_008],
    auxWh: [4000, 4000],
    mode: [0, 0],
    clock: [2, 2],
  },
  slices: [],
  attemptEnds: [],
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
});

const UPLOADS = {
  type: 'object',
  required: ['uploads'],
  properties: { uploads: { type: 'array', items: WireUploadSchema } },
};

/** CloudEvents 1.0, structured mode. */
const CLOUD_EVENT = {
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'data'],
  properties: { specversion: { const: '1.0' }, id: {}, source: {}, type: {}, data: WireUploadSchema },
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

const REQUEST_BODY = {
  required: true,
  content: {
    'application/json': {
      schema: { oneOf: [WireUploadSchema, UPLOADS, { type: 'array', items: WireUploadSchema }] },
      example: EXAMPLE,
    },
    'application/cloudevents+json': { schema: CLOUD_EVENT },
    'application/cloudevents-batch+json': { schema: { type: 'array', items: CLOUD_EVENT } },
  },
};

const REFUSED = { code: 'NUMBER_GAP', field: 'head.number', remedy: 'Number 3 is expected next …' };
const RESPONSES = {
  200: { description: 'Everything is recorded.', content: content(result('recorded')) },
  207: { description: 'Several uploads, not all recorded: see each.', content: content(result('recorded')) },
  400: {
    description: 'The request is no JSON.',
    content: problem('REQUEST_NOT_JSON', 400, 'The body is no JSON: Unexpected token …'),
  },
  413: {
    description: 'Too many bytes or uploads.',
    content: problem('REQUEST_TOO_LARGE', 413, 'Send fewer uploads in each.'),
  },
  415: {
    description: 'Unknown type or encoding.',
    content: problem('CONTENT_TYPE_UNKNOWN', 415, 'Send application/json.'),
  },
  422: { description: 'The only upload is refused.', content: content(result('refused', REFUSED)) },
  429: {
    description: 'Overloaded: wait as Retry-After says.',
    content: problem('OVERLOADED', 429, 'Wait, then send the same request again.'),
  },
  503: {
    description: 'The log is full or away.',
    content: problem('STORE_FULL', 503, 'Send the same upload again later.'),
  },
};

/** The route stands beside Nest's, so its description does too: merge it into `paths` of the document. */
export function telemetryPaths(): OpenAPIObject['paths'] {
  const post = {
    operationId: 'receiveTelemetry',
    tags: ['telemetry'],
    summary: 'Receives uploads of heaters: readings, slices of computing, attempt ends.',
    description:
      'One upload, {"uploads":[…]}, an array, or CloudEvents; plain or gzip. Each upload has its own result, ' +
      'in order. `recorded` means durable, and is the answer to every repeat of the same upload too.',
    requestBody: REQUEST_BODY,
    responses: RESPONSES,
  };
  // Printed and read again, so that nothing of the schema library is left in it.
  return JSON.parse(JSON.stringify({ '/v1/telemetry': { post } })) as OpenAPIObject['paths'];
}
