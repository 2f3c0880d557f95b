import { MemoryEventStore } from '../../../../../test/doubles/memory-event-store.js';
import { SEPTEMBER, given, upload } from '../../../../../test/samples/uploads.js';
import { UploadsBehind } from './uploads-behind.js';

const HOUR = 3_600_000;
const UPLOADS = 100;
const STREAM = 'telemetry-h1-0';

/** Upload n tells of the hour from n to n + 1, `apartMs` shorter at both ends. */
async function logOf(apartMs: number, order: readonly number[] = [...Array(UPLOADS).keys()]) {
  const store = new MemoryEventStore();
  for (const [number, hour] of order.entries()) {
    const from = SEPTEMBER + hour * HOUR + apartMs;
    const at = [from, from + HOUR - 2 * apartMs];
    const readings = { at, mainWh: [0, 1], auxWh: [0, 0], mode: [0, 0], clock: [2, 2] };
    const { head, body } = upload({ number, readings });
    await given(store, STREAM, { type: 'TelemetryRecorded', data: { head, signature: null, body } });
  }
  return new UploadsBehind(store);
}

const numbers = async (behind: UploadsBehind, from: number, to: number) =>
  (await behind.ranges('h1', 0, { fromMs: SEPTEMBER + from * HOUR, toMs: SEPTEMBER + to * HOUR })).map(
    ({ fromNumber, toNumber }) => [fromNumber, toNumber],
  );

describe('uploads behind a span', () => {
  test.each<[string, number, number, number[][]]>([
    ['some in the middle, the one that ends as it begins too', 40, 60, [[39, 59]]],
    ['from before the first', -5, 3, [[0, 2]]],
    ['beyond the last', 97, 120, [[96, 99]]],
    ['all of them', -1, 200, [[0, 99]]],
    ['a part of one', 50.25, 50.5, [[50, 50]]],
    ['long after the last: nothing was read after it', 300, 400, [[99, 99]]],
  ])('%s', async (_what, from, to, expected) => {
    expect(await numbers(await logOf(0), from, to)).toEqual(expected);
  });

  test('the readings next to a span that begins and ends between uploads are behind it', async () => {
    expect(await numbers(await logOf(60_000), 40, 60)).toEqual([[39, 60]]);
  });

  test('uploads out of order around an end are found one by one', async () => {
    const order = [...Array(UPLOADS).keys()];
    [order[59], order[60]] = [60, 59];
    expect(await numbers(await logOf(60_000, order), 40.5, 59.5)).toEqual([
      [40, 58],
      [60, 60],
    ]);
  });

  test('say where they stand in the log; of a heater that never spoke there are none', async () => {
    const behind = await logOf(0);
    const span = { fromMs: SEPTEMBER + HOUR / 2, toMs: SEPTEMBER + 2 * HOUR };
    expect(await behind.ranges('h1', 0, span)).toEqual([
      {
        heater: 'h1',
        epoch: 0,
        fromNumber: 0,
        toNumber: 1,
        fromIndex: 0,
        toIndex: 1,
        fromMs: SEPTEMBER,
        toMs: SEPTEMBER + 2 * HOUR,
      },
    ]);
    expect(await behind.ranges('h1', 7, span)).toEqual([]);
  });
});
