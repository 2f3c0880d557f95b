import { gzipSync } from 'node:zlib';
import fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { startIntake, type StartedIntake } from '../../../../test/samples/intake.js';
import { givenHeater, upload } from '../../../../test/samples/uploads.js';
import { telemetryPaths } from './openapi.js';
import { telemetryRoute } from './telemetry.route.js';

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly retryAfter: string | undefined;
  readonly body: { readonly results?: { status: string; code?: string; number: number }[]; code?: string };
}

let started: StartedIntake;
let app: FastifyInstance;

const serve = (limits: { uploadsMax?: number; requestBytesMax?: number } = {}): FastifyInstance => {
  const { uploadsMax = 1000, requestBytesMax = 65_536 } = limits;
  const server = fastify();
  void server.register(
    telemetryRoute({
      intake: started.intake,
      logger: { error: () => undefined },
      inFlight: { uploadsMax, bytesMax: 4 * requestBytesMax },
      requestBytesMax,
      uploadsPerRequestMax: 100,
    }),
  );
  return server;
};

const post = async (
  payload: unknown,
  headers: Record<string, string> = {},
  server = app,
): Promise<Answer> => {
  const plain = Buffer.isBuffer(payload) || typeof payload === 'string' ? payload : JSON.stringify(payload);
  const request: InjectOptions = {
    method: 'POST',
    url: '/v1/telemetry',
    headers: { 'content-type': 'application/json', ...headers },
    payload: plain,
  };
  const answer = await server.inject(request);
  return {
    status: answer.statusCode,
    type: answer.headers['content-type']?.toString(),
    retryAfter: answer.headers['retry-after']?.toString(),
    body: answer.json<Answer['body']>(),
  };
};

/** Appends wait until the function it answers is called. */
const closeGate = (store: StartedIntake['store']): (() => void) => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const append = store.append.bind(store);
  store.append = async (requests) => {
    await opened;
    return append(requests);
  };
  return open;
};

beforeEach(async () => {
  started = startIntake();
  await givenHeater(started.store, 'h1', { plain: true });
  app = serve();
});
afterEach(async () => {
  await app.close();
  started.end();
});

const recorded = (...numbers: number[]): object => ({
  results: numbers.map((number) => ({ heater: 'h1', epoch: 0, number, status: 'recorded' })),
});
const PROBLEM = 'application/problem+json; charset=utf-8';

describe('POST /v1/telemetry takes', () => {
  const event = (number: number): object => ({
    specversion: '1.0',
    id: String(number),
    source: 'urn:heater:h1',
    type: 'upload',
    datacontenttype: 'application/json',
    data: upload({ number }),
  });

  test('one upload', async () => {
    expect(await post(upload())).toEqual({
      status: 200,
      type: 'application/json; charset=utf-8',
      retryAfter: undefined,
      body: recorded(0),
    });
  });

  test.each<[string, unknown, Record<string, string>]>([
    ['{"uploads":[…]}', { uploads: [upload(), upload({ number: 1 })] }, {}],
    ['an array', [upload(), upload({ number: 1 })], {}],
    ['gzip', gzipSync(JSON.stringify([upload(), upload({ number: 1 })])), { 'content-encoding': 'gzip' }],
    [
      'a batch of CloudEvents',
      [event(0), event(1)],
      { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' },
    ],
  ])('%s', async (_what, payload, headers) => {
    expect(await post(payload, headers)).toMatchObject({ status: 200, body: recorded(0, 1) });
    expect(await post(payload, headers)).toMatchObject({ status: 200, body: recorded(0, 1) });
    expect(await started.store.readStream('telemetry-h1-0', 0, 9)).toHaveLength(2);
  });

  test('a CloudEvent, in structured and in binary mode', async () => {
    const structured = { 'content-type': 'application/cloudevents+json' };
    const binary = {
      'ce-specversion': '1.0',
      'ce-id': '1',
      'ce-source': 'urn:heater:h1',
      'ce-type': 'upload',
    };
    expect(await post(event(0), structured)).toMatchObject({ status: 200, body: recorded(0) });
    expect(await post(upload({ number: 1 }), binary)).toMatchObject({ status: 200, body: recorded(1) });
  });

  test('an empty batch', async () => {
    expect(await post([])).toMatchObject({ status: 200, body: { results: [] } });
  });
});

describe('POST /v1/telemetry answers', () => {
  test('422 when the only upload is refused, with code, field and remedy', async () => {
    const answer = await post(upload({ number: 4 }));
    expect(answer).toMatchObject({ status: 422, type: 'application/json; charset=utf-8' });
    expect(answer.body.results).toEqual([
      {
        heater: 'h1',
        epoch: 0,
        number: 4,
        status: 'refused',
        code: 'NUMBER_GAP',
        field: 'head.number',
        remedy: expect.stringContaining('Number 0 is expected'),
      },
    ]);
  });

  test('422 for JSON that is no upload, and for a CloudEvent without one', async () => {
    const structured = { 'content-type': 'application/cloudevents+json' };
    for (const answer of [await post('7'), await post({ specversion: '1.0' }, structured)])
      expect(answer).toMatchObject({ status: 422, body: { results: [{ code: 'MALFORMED_UPLOAD' }] } });
  });

  test('207 when several were sent and not all are recorded, each with its own result', async () => {
    const answer = await post([upload(), upload({ heater: 'h9' }), upload({ number: 7 }), upload()]);
    expect(answer.status).toBe(207);
    expect(answer.body.results!.map(({ status, code }) => code ?? status)).toEqual([
      'recorded',
      'UNKNOWN_HEATER',
      'NUMBER_GAP',
      'PREVIOUS_FAILED',
    ]);
  });

  test('400 for what is no JSON, with the position', async () => {
    expect(await post('{"head": x}')).toMatchObject({
      status: 400,
      type: PROBLEM,
      body: { code: 'REQUEST_NOT_JSON', detail: expect.stringContaining('Unexpected token') },
    });
    expect(await post('{"head": 1 "body"}')).toMatchObject({ body: { field: 'position 11' } });
    expect(await post(Buffer.from([0x22, 0xff, 0x22]))).toMatchObject({ status: 400 });
    expect(await post('{}', { 'content-type': 'application/cloudevents-batch+json' })).toMatchObject({
      status: 400,
      body: { code: 'REQUEST_NOT_A_LIST' },
    });
  });

  test('400 for what is no gzip, 413 for what unpacks to too much', async () => {
    const gzip = { 'content-encoding': 'gzip' };
    expect(await post('{}', gzip)).toMatchObject({ status: 400, body: { code: 'REQUEST_NOT_GZIP' } });
    const bomb = gzipSync(Buffer.alloc(10_000_000, 0x20));
    expect(await post(bomb, gzip)).toMatchObject({ status: 413, body: { code: 'REQUEST_TOO_LARGE' } });
  });

  test('413 for too many bytes or uploads, 415 for other types and encodings', async () => {
    expect(await post(' '.repeat(70_000))).toMatchObject({ status: 413, type: PROBLEM });
    expect(await post(new Array(101).fill(0))).toMatchObject({
      status: 413,
      body: { code: 'TOO_MANY_UPLOADS' },
    });
    expect(await post('a,b', { 'content-type': 'text/csv' })).toMatchObject({
      status: 415,
      type: PROBLEM,
      body: { code: 'CONTENT_TYPE_UNKNOWN' },
    });
    expect(await post('{}', { 'content-encoding': 'br' })).toMatchObject({
      status: 415,
      body: { code: 'CONTENT_ENCODING_UNKNOWN' },
    });
  });

  test('503 with the results and Retry-After when the log takes nothing', async () => {
    await post(upload());
    await started.store.close();
    expect(await post([upload({ number: 1 })])).toMatchObject({
      status: 503,
      type: PROBLEM,
      retryAfter: '5',
      body: { code: 'CLOSED', results: [{ status: 'not-attempted', number: 1 }] },
    });
  });

  test('429 with Retry-After beyond the room for uploads; the same request succeeds later', async () => {
    const small = serve({ uploadsMax: 2 });
    const open = closeGate(started.store);
    const answers = [0, 1, 2].map(() => post([upload()], {}, small));
    expect(await Promise.race(answers)).toMatchObject({
      status: 429,
      type: PROBLEM,
      retryAfter: '1',
      body: { code: 'OVERLOADED' },
    });
    open();
    expect((await Promise.all(answers)).map(({ status }) => status).sort()).toEqual([200, 200, 429]);
    expect(await post([upload()], {}, small)).toMatchObject({ status: 200 });
    await small.close();
  });

  test('429 before a body is parsed that there is no room for', async () => {
    const open = closeGate(started.store);
    const large = JSON.stringify(upload()).padEnd(60_000);
    const answers = [0, 1, 2, 3, 4].map(() => post(large));
    expect(await Promise.race(answers)).toMatchObject({ status: 429 });
    open();
    expect((await Promise.all(answers)).filter(({ status }) => status === 200)).toHaveLength(4);
    expect(await post(large)).toMatchObject({ status: 200 });
  });
});

test('the example of the API description is recorded as it stands', async () => {
  await givenHeater(started.store, 'qrad-1', { plain: true });
  const { post: described } = telemetryPaths()['/v1/telemetry'] as unknown as DescribedRoute;
  const { example } = described.requestBody.content['application/json'];
  expect(await post(example)).toMatchObject({ status: 200, body: { results: [{ status: 'recorded' }] } });
});

interface DescribedRoute {
  readonly post: { readonly requestBody: { readonly content: { 'application/json': { example: unknown } } } };
}
