import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SimulatedClock } from '#ports/clock/simulated';
import { NOW } from '../../../../test/samples/intake.js';
import { PRIVATE_KEY, PUBLIC_KEY, upload } from '../../../../test/samples/uploads.js';
import { openLedger, type Ledger } from '../ledger.js';

/** A whole ledger: SQLite log, threads, HTTP. One file only, for it takes seconds. */
describe('telemetry through the ledger', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'intake-e2e-'));
  const open = (): Promise<Ledger> => openLedger({ dataDir, port: 0, clock: new SimulatedClock(NOW) });
  let ledger: Ledger;

  const post = async (
    path: string,
    payload: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) => {
    const init = {
      method: 'POST',
      body: payload,
      headers: { 'content-type': 'application/json', ...headers },
    };
    const answer = await fetch(ledger.url + path, init);
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.json() };
  };
  const command = async (name: string, payload: object): Promise<void> => {
    const answer = await post(`/v1/commands/${name}`, JSON.stringify(payload));
    if (answer.status !== 200) throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
  };
  const send = (...uploads: unknown[]) => post('/v1/telemetry', JSON.stringify({ uploads }));
  const recorded = (...numbers: number[]) => ({
    status: 200,
    body: { results: numbers.map((number) => ({ heater: 'h1', epoch: 0, number, status: 'recorded' })) },
  });
  const stored = async (): Promise<string[]> =>
    (await ledger.store.readStream('telemetry-h1-0', 0, 100)).map(({ data }) => data);

  beforeAll(async () => {
    ledger = await open();
    await command('commission-heater', {
      heater: 'h1',
      model: 'Q.rad',
      processorModel: 'i7',
      processors: 4,
      cores: 16,
      ratedMainW: 500,
      ratedAuxW: 300,
      registerDigits: 9,
      meterClass: 'B',
      meterCertificate: 'LNE-1',
    });
    await command('open-heater-epoch', {
      heater: 'h1',
      epoch: 0,
      publicKey: PUBLIC_KEY,
      reason: 'first board',
    });
  });
  afterAll(async () => {
    await ledger.close();
    rmSync(dataDir, { recursive: true });
  });

  const signed = [0, 1, 2, 3].map((number) => upload({ number, privateKey: PRIVATE_KEY }));

  test('a household is sealed, and unsealed from the moment a command declares a workplace', async () => {
    expect(await send(signed[0])).toMatchObject(recorded(0));
    await command('declare-heater-plain', { heater: 'h1', reason: 'office' });
    expect(await send(signed[1])).toMatchObject(recorded(1));
    expect((await stored()).map((data) => data.includes('"sealed"'))).toEqual([true, false]);
  });

  test('many senders of the same uploads at once record each once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(...signed)));
    for (const answer of answers) expect(answer).toMatchObject(recorded(0, 1, 2, 3));
    expect(await stored()).toHaveLength(4);
  });

  test('what was recorded is still so after a restart, for the heater too', async () => {
    const before = await stored();
    await ledger.close();
    ledger = await open();
    expect(await send(signed[0])).toMatchObject(recorded(0));
    expect(await stored()).toEqual(before);
  });

  test('bodies of telemetry and of commands are read each in its own way', async () => {
    const packed = gzipSync(JSON.stringify(signed));
    const gzip = await post('/v1/telemetry', packed, { 'content-encoding': 'gzip' });
    expect(gzip).toMatchObject(recorded(0, 1, 2, 3));
    const refused = await post('/v1/telemetry', 'heat', {});
    expect(refused).toMatchObject({ status: 400, type: 'application/problem+json; charset=utf-8' });
    await expect(command('commission-heater', { heater: 'h1' })).rejects.toThrow(/commission-heater/);
  });
});
