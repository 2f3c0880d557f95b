import { headText, isCanonicalText, telemetryEventId, unseal, type WireUpload } from '#events';
import { NOW, startIntake, type StartedIntake } from '../../../../test/samples/intake.js';
import {
  given,
  givenHeater,
  PRIVATE_KEY,
  PUBLIC_KEY,
  SEPTEMBER,
  upload,
} from '../../../../test/samples/uploads.js';

const started: StartedIntake[] = [];
const start = (): StartedIntake => {
  started.push(startIntake());
  return started.at(-1)!;
};
afterAll(() => started.forEach(({ end }) => end()));

describe('an upload of a plain heater', () => {
  test('becomes one event, as it was sent, and is answered recorded', async () => {
    const { store, intake } = start();
    await givenHeater(store, 'h1', { plain: true });
    const sent = upload();
    expect(await intake.receive([sent])).toEqual([{ heater: 'h1', epoch: 0, number: 0, status: 'recorded' }]);
    const [event, ...more] = await store.readStream('telemetry-h1-0', 0, 10);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      id: telemetryEventId('h1', 0, 0, sent.head.bodyHash),
      type: 'TelemetryRecorded',
      version: 1,
      recordedAt: NOW,
      actor: 'heater:h1',
      causation: null,
    });
    expect(event!.data).toBe(JSON.stringify(sent));
    expect(isCanonicalText(event!.data)).toBe(true);
  });

  test('sent twice is recorded once and answered the same', async () => {
    const { store, intake } = start();
    await givenHeater(store, 'h1', { plain: true });
    const first = await intake.receive([upload()]);
    expect(await intake.receive([upload()])).toEqual(first);
    expect(await store.readStream('telemetry-h1-0', 0, 10)).toHaveLength(1);
    expect(intake.counts).toMatchObject({ recorded: 2, repeated: 1 });
  });

  test('with implausible content is recorded all the same: the fold holds it', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1', { plain: true });
    const readings = {
      at: [NOW * 2, SEPTEMBER],
      mainWh: [999_999_999_999, 0],
      auxWh: [5, 4],
      mode: [2, 0],
      clock: [0, 3],
    };
    expect(await statuses(upload({ readings }))).toEqual(['recorded']);
  });
});

describe('an upload of a household', () => {
  test('is sealed under the key of heater and local month, bound to its head', async () => {
    const { store, keys, intake } = start();
    await givenHeater(store, 'h1');
    const sent = upload();
    await intake.receive([sent]);
    const [event] = await store.readStream('telemetry-h1-0', 0, 1);
    const data = JSON.parse(event!.data) as { keyId: string; sealed: string; signature: null };
    expect(event!.data).not.toContain('mainWh');
    expect(Object.keys(data)).toEqual(['head', 'signature', 'keyId', 'sealed']);
    const { key, keyId } = keys.peek('heater:h1:2026-09')!;
    expect(data.keyId).toBe(keyId);
    expect(unseal(key, data.sealed, headText(sent.head))).toBe(JSON.stringify(sent.body));
  });

  test('takes the month of its site, not of UTC', async () => {
    const { store, keys, statuses } = start();
    await givenHeater(store, 'h1');
    const offsets = [{ from: 0, offsetMinutes: 120 }];
    await given(store, 'installation', {
      type: 'ZoneOffsetsRecorded',
      data: { zone: 'Europe/Paris', offsets },
    });
    await given(store, 'site-s1', {
      type: 'SiteRegistered',
      data: { site: 's1', name: 'S', address: 'A', zone: 'Europe/Paris', kind: 'housing' },
    });
    const place = { site: 's1', supplyPoint: '12345678901234', dwelling: null };
    await given(store, 'heater-h1', {
      type: 'HeaterInstalled',
      data: { heater: 'h1', at: 0, ...place, mainWh: 0, auxWh: 0 },
    });
    const lastHourOfAugust = [SEPTEMBER - 3_600_000, SEPTEMBER];
    const readings = {
      ...{ mainWh: [0, 1], auxWh: [0, 0], mode: [0, 0], clock: [2, 2] },
      at: lastHourOfAugust,
    };
    expect(await statuses(upload({ readings }))).toEqual(['recorded']);
    expect(keys.peek('heater:h1:2026-09')).not.toBeNull();
    expect(keys.peek('heater:h1:2026-08')).toBeNull();
  });

  test('is sealed where its heater was declared a household while it was checked', async () => {
    const { store, intake, directory } = start();
    await givenHeater(store, 'h1', { plain: true, publicKey: PUBLIC_KEY });
    await directory.refresh('h1');
    const answer = intake.receive([upload({ privateKey: PRIVATE_KEY })]);
    await given(store, 'heater-h1', {
      type: 'HeaterDeclaredHousehold',
      data: { heater: 'h1', reason: 'let again' },
    });
    directory.changed('heater-h1');
    expect(await answer).toMatchObject([{ status: 'recorded' }]);
    const [event] = await store.readStream('telemetry-h1-0', 0, 1);
    expect(JSON.parse(event!.data)).toHaveProperty('sealed');
  });

  test('is unsealed once the heater is declared plain, and sealed again after the contrary', async () => {
    const { store, directory, statuses } = start();
    await givenHeater(store, 'h1');
    await statuses(upload());
    const declare = async (type: 'HeaterDeclaredPlain' | 'HeaterDeclaredHousehold'): Promise<void> => {
      await given(store, 'heater-h1', { type, data: { heater: 'h1', reason: 'moved' } });
      directory.changed('heater-h1');
    };
    await declare('HeaterDeclaredPlain');
    await statuses(upload({ number: 1 }));
    await declare('HeaterDeclaredHousehold');
    await statuses(upload({ number: 2 }));
    const events = await store.readStream('telemetry-h1-0', 0, 10);
    expect(events.map(({ data }) => data.includes('"sealed"'))).toEqual([true, false, true]);
  });

  test('sent again is the same event although it would be sealed otherwise', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1');
    expect(await statuses(upload(), upload())).toEqual(['recorded', 'recorded']);
    expect(await statuses(upload())).toEqual(['recorded']);
    expect(await store.readStream('telemetry-h1-0', 0, 10)).toHaveLength(1);
  });
});

describe('many uploads in one request', () => {
  test('a refused one stops later ones of its heater, and no other heater', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1');
    await givenHeater(store, 'h2');
    const of = (heater: string, number: number): WireUpload => upload({ heater, number });
    const bad = { ...of('h1', 1), head: { ...of('h1', 1).head, bodyHash: '0'.repeat(64) } };
    expect(await statuses(of('h1', 0), of('h2', 0), bad, of('h1', 2), of('h2', 1))).toEqual([
      'recorded',
      'recorded',
      'refused BODY_HASH_MISMATCH',
      'not-attempted PREVIOUS_FAILED',
      'recorded',
    ]);
  });

  test('nothing of a heater is recorded after a number that is taken', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1');
    await statuses(upload(), upload({ number: 1 }));
    const other = upload({ number: 1, salt: Buffer.alloc(16, 9).toString('base64url') });
    expect(await statuses(upload(), other, upload({ number: 2 }))).toEqual([
      'recorded',
      'refused NUMBER_TAKEN',
      'not-attempted PREVIOUS_FAILED',
    ]);
    expect(await store.readStream('telemetry-h1-0', 0, 10)).toHaveLength(2);
  });

  test('a repeat that overlaps what is new is recorded to its end', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1');
    const sent = [0, 1, 2, 3].map((number) => upload({ number }));
    await statuses(...sent.slice(0, 2));
    expect(await statuses(...sent)).toEqual(['recorded', 'recorded', 'recorded', 'recorded']);
    expect(await store.readStream('telemetry-h1-0', 0, 10)).toHaveLength(4);
  });

  test('two epochs of one heater go in the order they were sent', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1');
    await given(store, 'heater-h1', {
      type: 'HeaterEpochOpened',
      data: { heater: 'h1', epoch: 1, publicKey: null, reason: 'new board' },
    });
    expect(await statuses(upload(), upload({ epoch: 1 }), upload({ number: 1 }))).toEqual([
      'recorded',
      'recorded',
      'recorded',
    ]);
  });

  test('a store that is full or gone records nothing, refuses nothing and asks to wait', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1');
    await statuses(upload());
    await store.close();
    expect(await statuses(upload({ number: 1 }), upload({ number: 2 }))).toEqual([
      'not-attempted CLOSED',
      'not-attempted PREVIOUS_FAILED',
    ]);
  });

  test('a heater that cannot be looked up is not refused for it', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1');
    await store.close();
    expect(await statuses(upload(), upload({ number: 1 }))).toEqual([
      'not-attempted CLOSED',
      'not-attempted PREVIOUS_FAILED',
    ]);
  });
});
