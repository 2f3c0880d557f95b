import { LedgerOverHttp } from './ledger-over-http.js';
import { COMMISSIONED, JANUARY, REGISTERED } from './registered-world.js';

let ledger: LedgerOverHttp;

beforeAll(async () => {
  ledger = await LedgerOverHttp.open(JANUARY.fromMs);
  await ledger.given(REGISTERED);
});
afterAll(() => ledger.close());

const PROBLEM = 'application/problem+json; charset=utf-8';

interface Operation {
  readonly summary?: string;
  readonly responses: Record<string, unknown>;
}

interface Described extends Operation {
  readonly parameters: readonly {
    readonly name: string;
    readonly example?: unknown;
    readonly schema?: { readonly example?: unknown };
  }[];
}

describe('the public interface', () => {
  test('tells where things are, and describes every operation', async () => {
    expect((await ledger.get('/')).text).toContain('/docs');
    expect((await ledger.get('/docs')).text).toContain('swagger');
    const { body } = await ledger.get<{ paths: Record<string, Record<string, Operation>> }>('/openapi.json');
    const operations = Object.values(body.paths).flatMap((path) => Object.values(path));
    expect(operations.length).toBeGreaterThan(50);
    expect(operations.filter((operation) => !operation.summary)).toEqual([]);
    for (const path of ['/v1/telemetry', '/v1/commands', '/v1/commands/close-period', '/v1/summary'])
      expect(Object.keys(body.paths)).toContain(path);
  });

  test.each([
    ['/v1/exports/{name}', ['name', 'format'], ['404', '409']],
    ['/v1/exports/batches/{batch}', ['batch', 'format'], ['404']],
    ['/v1/documents/{series}/{number}/lifecycle', ['series', 'number'], ['404']],
    ['/v1/documents/{series}/{number}/evidence', ['series', 'number'], ['404']],
    ['/v1/documents/{series}/{number}/file', ['series', 'number', 'format'], ['404', '410']],
    ['/v1/document-checks/{check}', ['check'], ['404']],
  ])('%s has examples and says what it refuses', async (path, names, statuses) => {
    const { body } = await ledger.get<{ paths: Record<string, { get: Described }> }>('/openapi.json');
    const { parameters, responses } = body.paths[path]!.get;
    const withExample = parameters.filter((one) => (one.example ?? one.schema?.example) !== undefined);
    expect(withExample.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(statuses));
  });

  test('the interface describes every nested shape: no reference leads nowhere', async () => {
    const { body } = await ledger.get<{ components: { schemas: Record<string, unknown> } }>('/openapi.json');
    const named = [...JSON.stringify(body).matchAll(/"#\/components\/schemas\/([^"]*)"/g)].map(
      ([, name]) => name!,
    );
    expect(named.length).toBeGreaterThan(50);
    expect([...new Set(named)].filter((name) => !Object.hasOwn(body.components.schemas, name))).toEqual([]);
    expect(Object.keys(body.components.schemas)).toContain('ElectricityCellDto');
  });

  test.each([
    ['/v1/nowhere', 404, 'ADDRESS_UNKNOWN'],
    ['/v1/documents/main/%ff/file', 400, 'ADDRESS_NOT_READABLE'],
    [`/v1/heaters/${'h'.repeat(300)}`, 414, 'ADDRESS_TOO_LONG'],
    [`/v1/heaters/${'h'.repeat(20_000)}`, 431, 'HEADERS_TOO_LARGE'],
    ['/v1/telemetry', 405, 'METHOD_NOT_ALLOWED'],
    ['/v1/heaters?limt=3', 400, 'FIELD_UNKNOWN'],
    ['/v1/heaters?limit=0', 400, 'FIELD_INVALID'],
    ['/v1/heaters?after=bm9uc2Vuc2U', 400, 'CURSOR_INVALID'],
    ['/v1/heaters/none', 404, 'HEATER_UNKNOWN'],
    ['/v1/heaters/h-home/energy?from=monday&to=2026-02-01', 400, 'INSTANT_INVALID'],
    ['/v1/periods/january', 400, 'MONTH_INVALID'],
    ['/v1/documents/none/1/file', 404, 'DOCUMENT_FILE_UNKNOWN'],
  ])('%s is refused with %i %s as problem details', async (path, status, code) => {
    const answer = await ledger.get<{ detail: string }>(path);
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.headers.get('content-type')).toBe(PROBLEM);
    expect(answer.body.detail.length).toBeGreaterThan(10);
  });

  test('a body that is no JSON, or too large, is refused as problem details', async () => {
    expect(await ledger.post('/v1/commands', '{')).toMatchObject({ status: 400, body: { status: 400 } });
    const large = await ledger.post('/v1/commands', { commands: [{ pad: 'x'.repeat(1_000_000) }] });
    expect(large).toMatchObject({ status: 413, body: { code: 'REQUEST_TOO_LARGE' } });
    expect(large.headers.get('content-type')).toBe(PROBLEM);
  });

  test('an address that is there names the methods that it takes', async () => {
    const { status, headers, body } = await ledger.post('/v1/documents', {});
    expect([status, headers.get('allow'), body]).toMatchObject([
      405,
      'GET, HEAD',
      { code: 'METHOD_NOT_ALLOWED', detail: 'This address takes GET, HEAD. See /docs.' },
    ]);
  });

  test('a text that no database or document can hold is refused with its place', async () => {
    const site = { site: 'nul', name: 'N\0', address: '1', zone: 'Europe/Paris', kind: 'office' };
    const { status, body } = await ledger.post('/v1/commands/register-site', site);
    expect([status, body]).toMatchObject([400, { code: 'TEXT_INVALID', field: 'name' }]);
  });

  test('a command sent again with its key is done once', async () => {
    const site = { site: 'again', name: 'Again', address: 'x', zone: 'Europe/Paris', kind: 'other' };
    const key = { 'idempotency-key': 'register-again' };
    const first = await ledger.post('/v1/commands/register-site', site, key);
    expect(first).toMatchObject({ status: 200, body: { status: 'done', commandId: 'register-again' } });
    expect((await ledger.post('/v1/commands/register-site', site, key)).body).toEqual(first.body);
  });

  test('tables are paged by cursor, to the end and without repeats', async () => {
    await ledger.get('/v1/status?minPosition=' + String(REGISTERED.length));
    const first = await ledger.get<{ rows: { heater: string }[]; next: string }>('/v1/heaters?limit=1');
    expect(first.body.rows).toMatchObject([{ heater: 'h-home' }]);
    expect(first.headers.get('link')).toContain('rel="next"');
    const second = await ledger.get(`/v1/heaters?limit=1&after=${first.body.next}`);
    expect(second.body).toMatchObject({ rows: [{ heater: 'h-office' }], next: null });
  });

  test('CSV comes where it is asked for', async () => {
    const csv = await ledger.get('/v1/heaters', { accept: 'text/csv' });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const [header, row] = csv.text.split('\r\n');
    expect(header).toContain('heater,model');
    expect(row).toContain('h-home,Test 500,test-cpu,16,500,500');
  });

  test('it is live and ready, and says what it is', async () => {
    expect((await ledger.get('/health/live')).body).toEqual({ status: 'live', pid: process.pid });
    expect((await ledger.get('/health/ready')).body).toMatchObject({ status: 'ready' });
    expect((await ledger.get('/v1/status')).body).toMatchObject({ heaters: 2, lastClosedPeriod: null });
  });

  test('a report waits for what its reader has written', async () => {
    const spare = { ...COMMISSIONED, heater: 'h-spare' };
    const done = await ledger.post<{ position: number }>('/v1/commands/commission-heater', spare);
    const { position } = done.body;
    const heater = await ledger.get(`/v1/heaters/h-spare?minIndex=${position}`);
    expect(heater).toMatchObject({ status: 200, body: { heater: 'h-spare', cores: 16, site: null } });
    expect(Number(heater.headers.get('heatledger-next-index'))).toBeGreaterThan(position);
  });
});
