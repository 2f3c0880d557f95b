import { type WireUpload } from '#events';
import type { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { startIntake, type StartedIntake } from '../../../../test/samples/intake.js';
import {
  given,
  givenHeater,
  PRIVATE_KEY,
  PUBLIC_KEY,
  SEPTEMBER,
  upload,
} from '../../../../test/samples/uploads.js';
import { Intake } from './index.js';

const started: StartedIntake[] = [];
const start = (): StartedIntake => {
  started.push(startIntake());
  return started.at(-1)!;
};
afterAll(() => started.forEach(({ end }) => end()));

describe('what is refused', () => {
  const good = upload();
  const reordered = (): unknown => {
    const { salt, ...rest } = good.body;
    return { ...good, body: { ...rest, salt } };
  };
  const withHead = (head: Partial<WireUpload['head']>): unknown => ({
    ...good,
    head: { ...good.head, ...head },
  });
  const withBody = (body: Partial<WireUpload['body']>): unknown => ({
    ...good,
    body: { ...good.body, ...body },
  });

  test.each<[string, unknown, string]>([
    ['no object', 7, 'MALFORMED_UPLOAD'],
    ['nothing', null, 'MALFORMED_UPLOAD'],
    ['a stranger in the head', { ...good, head: { ...good.head, x: 1 } }, 'MALFORMED_UPLOAD'],
    ['a fraction in a register', withBody({ mainWh: [0.5] }), 'MALFORMED_UPLOAD'],
    ['keys of the body in another order', reordered(), 'BODY_NOT_CANONICAL'],
    ['another body than was hashed', withBody({ mainWh: [1000, 501] }), 'BODY_HASH_MISMATCH'],
    ['another first reading in the head', withHead({ from: 5 }), 'HEAD_BODY_MISMATCH'],
    ['another last reading in the head', withHead({ to: 5 }), 'HEAD_BODY_MISMATCH'],
    ['an unknown heater', upload({ heater: 'h9' }), 'UNKNOWN_HEATER'],
    ['an epoch that was never opened', upload({ epoch: 1 }), 'EPOCH_NOT_OPEN'],
    ['a signature where there is no key', upload({ privateKey: PRIVATE_KEY }), 'SIGNATURE_UNEXPECTED'],
    ['a number after a gap', upload({ number: 3 }), 'NUMBER_GAP'],
  ])('%s', async (_what, sent, code) => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1');
    expect(await statuses(sent)).toEqual([`refused ${code}`]);
    expect(await store.readStream('telemetry-h1-0', 0, 1)).toEqual([]);
  });

  test('a column longer than the readings, a register beyond twelve digits, a mode that does not exist', async () => {
    const { store, intake } = start();
    await givenHeater(store, 'h1');
    const base = { at: [1], mainWh: [1], auxWh: [1], mode: [0], clock: [2] };
    const results = await Promise.all(
      [{ auxWh: [1, 2] }, { mainWh: [1e12] }, { mode: [3] }, { at: [1, -1, 2] }].map((change) =>
        intake.receive([upload({ readings: { ...base, ...change } })]),
      ),
    );
    expect(results.flat().map((result) => 'field' in result && `${result.code} ${result.field}`)).toEqual([
      'HEAD_BODY_MISMATCH body.auxWh',
      'MALFORMED_UPLOAD body.mainWh[0]',
      'MALFORMED_UPLOAD body.mode[0]',
      'MALFORMED_UPLOAD body.at[1]',
    ]);
  });

  test('an upload that would not fit a line of the export; what its heater sent before it stands', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1', { plain: true });
    const at = Array.from({ length: 4096 }, (_, index) => SEPTEMBER + index * 1000);
    const noise = at.map((_, index) => (index % 2) * 90_000_000_000);
    const still = at.map(() => 0);
    const readings = { at, mainWh: noise, auxWh: noise, mode: still, clock: still };
    const large = upload({ number: 1, readings });
    expect(await statuses(upload(), large, upload({ number: 2 }))).toEqual([
      'recorded',
      'refused UPLOAD_TOO_LARGE',
      'not-attempted PREVIOUS_FAILED',
    ]);
    expect(await statuses(upload({ number: 1 }))).toEqual(['recorded']);
  });

  test('another body under a number that is taken; the first one stands', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1', { plain: true });
    await statuses(upload());
    expect(await statuses(upload({ salt: Buffer.alloc(16, 9).toString('base64url') }))).toEqual([
      'refused NUMBER_TAKEN',
    ]);
    const [event] = await store.readStream('telemetry-h1-0', 0, 1);
    expect(event!.data).toBe(JSON.stringify(good));
  });

  test('a gap says which number is expected', async () => {
    const { store, intake } = start();
    await givenHeater(store, 'h1');
    await intake.receive([upload()]);
    const [result] = await intake.receive([upload({ number: 5 })]);
    expect(result).toMatchObject({ code: 'NUMBER_GAP', field: 'head.number' });
    expect(result).toHaveProperty('remedy', expect.stringContaining('Number 1 is expected'));
  });
});

describe('signatures', () => {
  test('are required, and must fit, where the epoch has a key', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1', { publicKey: PUBLIC_KEY });
    const signed = upload({ privateKey: PRIVATE_KEY });
    const other = upload({ number: 1, privateKey: PRIVATE_KEY });
    expect(await statuses(upload())).toEqual(['refused SIGNATURE_MISSING']);
    expect(await statuses({ ...signed, signature: other.signature })).toEqual(['refused SIGNATURE_INVALID']);
    expect(await statuses({ ...signed, head: { ...signed.head, number: 1 } })).toEqual([
      'refused SIGNATURE_INVALID',
    ]);
    expect(await statuses(signed, other)).toEqual(['recorded', 'recorded']);
  });

  test('a head in another order of keys is the same head', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1', { publicKey: PUBLIC_KEY });
    const { head, ...rest } = upload({ privateKey: PRIVATE_KEY });
    const { v, ...others } = head;
    expect(await statuses({ ...rest, head: { ...others, v } })).toEqual(['recorded']);
  });

  test('an epoch opened elsewhere is found before anything is refused', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1');
    expect(await statuses(upload())).toEqual(['recorded']);
    await given(store, 'heater-h1', {
      type: 'HeaterEpochOpened',
      data: { heater: 'h1', epoch: 1, publicKey: PUBLIC_KEY, reason: 'new board' },
    });
    expect(await statuses(upload({ epoch: 1, privateKey: PRIVATE_KEY }))).toEqual(['recorded']);
  });

  test('a recorded key that is none lets no upload in', async () => {
    const { store, statuses } = start();
    await givenHeater(store, 'h1', { publicKey: 'AAAA' });
    expect(await statuses(upload({ privateKey: PRIVATE_KEY }))).toEqual(['refused SIGNATURE_INVALID']);
  });
});

describe('the first refusal per heater, number and code', () => {
  const refusals = async (store: MemoryEventStore): Promise<unknown[]> =>
    (await store.readStream('metering-h1', 0, 100)).map(({ data }) => JSON.parse(data) as unknown);

  test('is written for the operator, once, also over a restart', async () => {
    const first = start();
    const { store } = first;
    await givenHeater(store, 'h1');
    await first.statuses(upload({ number: 3 }));
    await first.statuses(upload({ number: 3 }));
    await first.intake.refusals.settled();
    const { directory, keys, clock } = first;
    const restarted = new Intake({ store, directory, keys, clock });
    await restarted.receive([upload({ number: 3 }), upload({ epoch: 4 })]);
    await restarted.receive([upload({ epoch: 4 })]);
    await restarted.refusals.settled();
    expect(await refusals(store)).toEqual([
      { heater: 'h1', epoch: 0, number: 3, code: 'NUMBER_GAP', field: 'head.number' },
      { heater: 'h1', epoch: 4, number: 0, code: 'EPOCH_NOT_OPEN', field: 'head.epoch' },
    ]);
  });

  test('of a flood, ten an hour are written; unknown heaters are only counted', async () => {
    const { store, intake, clock } = start();
    await givenHeater(store, 'h1');
    const flood = async (from: number): Promise<void> => {
      for (let number = from; number < from + 30; number += 1) await intake.receive([upload({ number })]);
      await intake.receive([upload({ heater: 'h9' })]);
      await intake.refusals.settled();
    };
    await flood(100);
    expect(await refusals(store)).toHaveLength(10);
    clock.advanceBy(3_600_000);
    await flood(200);
    expect(await refusals(store)).toHaveLength(20);
    expect(await store.readStream('metering-h9', 0, 1)).toEqual([]);
    expect(intake.counts.refused.get('UNKNOWN_HEATER')).toBe(2);
  });

  test('is written once, and ten an hour, however many processes refuse', async () => {
    const { store, intake, directory, keys, clock } = start();
    await givenHeater(store, 'h1');
    const processes = [intake, new Intake({ store, directory, keys, clock })];
    for (let number = 100; number < 130; number += 1)
      await Promise.all(processes.map((each) => each.receive([upload({ number })])));
    await Promise.all(processes.map((each) => each.refusals.settled()));
    const ids = (await store.readStream('metering-h1', 0, 100)).map(({ id }) => id);
    expect(ids).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
  });
});
