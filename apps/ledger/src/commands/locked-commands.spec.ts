import type { Locks } from '#ports/locks';
import { openCommandsOverHttp, type CommandsOverHttp } from '../../../../test/samples/commands-over-http.js';
import { LOCKS } from '../tokens.js';

describe('a command under a lock', () => {
  let opened: CommandsOverHttp;
  beforeAll(async () => {
    opened = await openCommandsOverHttp(Date.UTC(2026, 2, 2, 9));
    const person = { name: 'Di Roux', address: null, email: null, iban: null };
    const site = { site: 's1', name: 'Les Tilleuls', address: 'Lyon', zone: 'Europe/Paris', kind: 'housing' };
    await post('register-site', site);
    await post('add-dwelling', { site: 's1', dwelling: 'd1', label: 'Door 1' });
    await post('register-resident', { resident: 'di', person, language: 'fr' });
  });
  afterAll(() => opened.close());

  const post = async (command: string, payload: object) => {
    const answer = await opened.app.inject({ method: 'POST', url: `/v1/commands/${command}`, payload });
    return { status: answer.statusCode, body: answer.json() };
  };
  const moveIn = () =>
    post('move-resident-in', { resident: 'di', site: 's1', dwelling: 'd1', on: '2026-03-01' });

  test('that is lost records nothing, and can be sent again', async () => {
    const locks = opened.app.get<Locks>(LOCKS);
    const exclusively = locks.exclusively.bind(locks);
    locks.exclusively = (_, work) => work(AbortSignal.abort());
    const { status, body } = await moveIn();
    locks.exclusively = exclusively;
    expect([status, body.code]).toEqual([503, 'LOCK_LOST']);
    expect(await opened.store.readStream('resident-di', 1, 1)).toEqual([]);
  });

  test('is answered when its fate is known, though the log did not say at once', async () => {
    const { store } = opened;
    const append = store.append.bind(store);
    store.append = async (requests) => {
      await append(requests);
      store.append = append;
      return requests.map(() => ({ kind: 'failed', code: 'STORE_AWAY', message: 'no answer' }));
    };
    expect(await moveIn()).toMatchObject({ status: 200, body: { events: [{ type: 'ResidentMovedIn' }] } });
    expect(await store.readStream('resident-di', 1, 9)).toHaveLength(1);
  });
});
