import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { eventRegistry, openPerson } from '#events';
import type { EventStore } from '#event-store';
import type { Keys } from '#ports/keys';
import { openCommandsOverHttp, type CommandsOverHttp } from '../../../../test/samples/commands-over-http.js';
import { COMMAND_DEFINITIONS } from './command-definitions.js';
import { exampleOf } from './fields.js';
import { readPayload } from './read-payload.js';

const NOW = Date.UTC(2026, 2, 2, 9);
let opened: CommandsOverHttp;
let store: EventStore;
let keys: Keys;
let app: NestFastifyApplication;

beforeAll(async () => {
  opened = await openCommandsOverHttp(NOW);
  ({ store, keys, app } = opened);
});

afterAll(() => opened.close());

const post = async (command: string, payload: unknown, headers: Record<string, string> = {}) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/commands${command === '' ? '' : `/${command}`}`,
    headers,
    payload: payload as object,
  });
  return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json() };
};

const heater = (id: string) => ({
  heater: id,
  model: 'QR-4',
  processorModel: 'X-8700',
  processors: 4,
  cores: 16,
  ratedMainW: 500,
  ratedAuxW: 350,
  registerDigits: 9,
  meterClass: 'MID B',
  meterCertificate: 'MID-1',
});
const site = (id: string, zone = 'Europe/Paris') => ({
  site: id,
  name: 'Les Tilleuls',
  address: '12 rue des Tilleuls, 69003 Lyon',
  zone,
  kind: 'housing',
});

describe('a command', () => {
  test('is done once: events, their places, and the index from which reports know of it', async () => {
    const { status, body } = await post('commission-heater', heater('h1'), { 'x-actor': 'c.duval' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      command: 'commission-heater',
      status: 'done',
      events: [{ type: 'HeaterCommissioned', stream: 'heater-h1', revision: 0 }],
    });
    const [event] = await store.readStream('heater-h1', 0, 10);
    expect(event).toMatchObject({
      index: body.position,
      actor: 'person:c.duval',
      commandId: body.commandId,
      recordedAt: NOW,
    });
  });

  test('sent again with its id has the same answer and leaves one event', async () => {
    const headers = { 'idempotency-key': 'commission-h2-once' };
    const first = await post('commission-heater', heater('h2'), headers);
    await post('open-heater-epoch', { heater: 'h2', epoch: 0, publicKey: null, reason: 'new' });
    expect(await post('commission-heater', heater('h2'), headers)).toEqual(first);
    expect(await store.readStream('heater-h2', 0, 10)).toHaveLength(2);
  });

  test('sent again with its id is known by what it means, also where the event says it in other words', async () => {
    await post('register-site', site('s9'));
    await post('add-dwelling', { site: 's9', dwelling: 'd1', label: '1' });
    const supplyPoint = '14500000000099';
    const kva = { option: 'base', subscribedKva: 6 };
    await post('register-supply-point', { supplyPoint, site: 's9', dwelling: 'd1', ...kva });
    const holder = { supplyPoint, from: '2026-01-01', holder: { kind: 'occupant' } };
    const person = { name: 'Cy Petit' };
    for (const [command, data] of [
      ['set-supply-point-holder', holder],
      ['register-resident', { resident: 'cy', person, language: 'fr' }],
      ['record-zone-offsets', { zone: 'Asia/Kolkata' }],
    ] as const) {
      const headers = { 'idempotency-key': `once-${command}` };
      const first = await post(command, data, headers);
      expect(first.body).toMatchObject({ status: 'done', events: [{}] });
      expect(await post(command, data, headers)).toEqual(first);
    }
  });

  test('with the id of another one is refused', async () => {
    const headers = { 'idempotency-key': 'commission-h3-once' };
    await post('commission-heater', heater('h3'), headers);
    const { status, body } = await post('commission-heater', { ...heater('h3'), cores: 32 }, headers);
    expect([status, body.code]).toEqual([422, 'COMMAND_ID_REUSED']);
  });

  test('that asks for what is so already is done, without events', async () => {
    const first = await post('register-site', site('s1'));
    const again = await post('register-site', site('s1'));
    expect(again.body).toMatchObject({ status: 'done', events: [], position: first.body.position });
  });

  test('that is refused says why, where, and what to do', async () => {
    const { status, type, body } = await post('register-site', site('s2', 'Asia/Tokyo'));
    expect([status, type]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(body).toEqual({
      type: 'urn:heatledger:problem:ZONE_UNKNOWN',
      title: 'Zone unknown',
      status: 404,
      code: 'ZONE_UNKNOWN',
      field: 'zone',
      detail: 'Record the UTC offsets of Asia/Tokyo first.',
    });
    expect(await store.readStream('site-s2', 0, 1)).toEqual([]);
  });

  test('whose fields have not their form names every fault', async () => {
    const { status, body } = await post('commission-heater', { ...heater('H 4'), cores: 1.5, colour: 'red' });
    expect([status, body.code]).toEqual([400, 'FIELD_UNKNOWN']);
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining(['heater', 'cores', 'colour']),
    );
  });

  test('whose texts no database or document can hold names each of them', async () => {
    const { status, body } = await post('commission-heater', { ...heater('h-4'), model: 'Q\0rad' });
    expect([status, body.code, body.field]).toEqual([400, 'TEXT_INVALID', 'model']);
  });

  test.each([
    ['is blank', '   '],
    ['holds what nobody sees', 'Block \u202e42'],
  ])('whose name %s is refused', async (_what, name) => {
    const { status, body } = await post('register-site', { ...site('s3'), name });
    expect([status, body.code, body.field]).toEqual([400, 'TEXT_INVALID', 'name']);
  });

  test.each([
    ['X-Actor', { 'x-actor': 'Mr Duval' }, 'ACTOR_INVALID'],
    ['Idempotency-Key', { 'idempotency-key': '1' }, 'IDEMPOTENCY_KEY_INVALID'],
  ])('with a bad %s is refused', async (field, headers, code) => {
    const { status, body } = await post('commission-heater', heater('h5'), headers);
    expect([status, body.code, body.field]).toEqual([400, code, field]);
  });

  test('given at the same time by two is decided one after the other', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => post('add-dwelling', { site: 's1', dwelling: `d${n}`, label: `Door ${n}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await store.readStream('site-s1', 0, 10)).toHaveLength(5);
  });
});

describe('a resident', () => {
  const register = (id: string) => ({
    resident: id,
    person: { name: 'Ada Martin', address: '12 rue des Tilleuls', email: null, iban: null },
    language: 'fr',
  });

  test('is recorded sealed, under a key of their own', async () => {
    await post('register-resident', register('ada'));
    const [event] = await store.readStream('resident-ada', 0, 1);
    expect(event!.data).not.toContain('Martin');
    const { person } = JSON.parse(event!.data) as { person: { keyId: string; sealed: string } };
    const key = await keys.open(person.keyId);
    expect(key.kind === 'key' && openPerson(key.key, person).name).toBe('Ada Martin');
  });

  test('cannot move in where another lives, also not at the same moment', async () => {
    await post('register-resident', register('bo'));
    const moveIn = (resident: string) =>
      post('move-resident-in', { resident, site: 's1', dwelling: 'd1', on: '2026-03-01' });
    const codes = (await Promise.all([moveIn('ada'), moveIn('bo')])).map(
      ({ status, body }) => body.code ?? status,
    );
    expect(codes).toEqual([200, 'DWELLING_OCCUPIED']);
  });
});

describe('contracts', () => {
  const client = (id: string) => ({
    client: id,
    kind: 'company',
    identity: { name: 'Lumen', address: 'Paris', email: null },
    country: 'FR',
    siren: '812345676',
    vatNumber: 'FR19812345676',
    language: 'fr',
  });
  const sign = (id: string) => ({
    client: id,
    contract: 'lumen-1',
    from: '2026-03-01',
    priceList: 'core',
    unit: 'core-hour',
    pays: 'completed',
    paymentDays: 30,
    reference: null,
  });

  test('have an id that no other client uses', async () => {
    await post('set-compute-price', {
      priceList: 'core',
      from: '2026-01-01',
      unit: 'core-hour',
      eurPerUnit: '0.05',
    });
    await post('register-client', client('lumen'));
    await post('register-client', client('other'));
    expect((await post('sign-contract', sign('lumen'))).status).toBe(200);
    const { status, body } = await post('sign-contract', sign('other'));
    expect([status, body.code]).toEqual([409, 'CONTRACT_ID_TAKEN']);
    expect(body.detail).toContain('of lumen');
  });
});

describe('a batch', () => {
  const commands = [
    { command: 'commission-heater', data: heater('b1') },
    { command: 'reset-heater', data: { heater: 'b1', at: NOW, reason: 'x' } },
    { command: 'commission-heater', data: heater('b2') },
  ];

  test('stops at the first refusal; what comes after is not attempted', async () => {
    const { status, body } = await post('', { commands }, { 'idempotency-key': 'batch-0001' });
    expect(status).toBe(200);
    expect(body.done).toBe(1);
    expect(body.commands.map(({ status: one }: { status: string }) => one)).toEqual([
      'done',
      'refused',
      'not-attempted',
    ]);
    expect(body.commands[1].problem).toMatchObject({ status: 409, code: 'HEATER_NOT_OPENED' });
    expect(await store.readStream('heater-b2', 0, 1)).toEqual([]);
  });

  test('sent again with the same id goes on where it stopped', async () => {
    await post('record-heater-opened', { heater: 'b1', at: NOW - 1000 });
    const { body } = await post('', { commands }, { 'idempotency-key': 'batch-0001' });
    expect(body.done).toBe(3);
    expect(await store.readStream('heater-b1', 0, 10)).toHaveLength(3);
  });

  test('names a command that does not exist', async () => {
    const { body } = await post('', { commands: [{ command: 'paint-heater', data: {} }] });
    expect(body.commands[0].problem).toMatchObject({ status: 404, code: 'COMMAND_UNKNOWN' });
  });
});

describe('the description of the API', () => {
  test.each(COMMAND_DEFINITIONS.map((definition) => [definition.path, definition] as const))(
    '%s has an example that fits its own form',
    async (_, definition) => {
      expect(await readPayload(definition.dto, exampleOf(definition.dto))).toHaveProperty('payload');
    },
  );

  test('lists every command with its example', () => {
    const document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    for (const { path, name, dto } of COMMAND_DEFINITIONS) {
      const operation = document.paths[`/v1/commands/${path}`]?.post;
      expect(operation).toMatchObject({ operationId: name });
      expect(JSON.stringify(operation)).toContain(JSON.stringify(exampleOf(dto)));
    }
    expect(COMMAND_DEFINITIONS.length).toBeGreaterThanOrEqual(47);
  });
});

test('every event that a log of these tests holds fits its schema', async () => {
  const { events } = await store.readAll(0, 1000);
  for (const { type, data } of events)
    expect(eventRegistry.fault({ type, data: JSON.parse(data) as unknown })).toBeNull();
});
