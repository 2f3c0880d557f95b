import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upload } from '../samples/uploads.js';
import { ServedLedger } from './served-ledger.js';

const KILLS = 5;
const SEED = Number(process.env['HEATLEDGER_KILL_SEED'] ?? Date.now() % 1_000_000);
const HEATERS = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'];
/** Households are sealed, workplaces are not: both ways of an upload are under fire. */
const PLAIN = new Set(['k1', 'k2']);
const DELAY_MS_MIN = 150;
const DELAY_MS_MAX = 900;

function moments(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Posted {
  readonly status: number;
  readonly body: unknown;
}

/** `null` where the connection broke with the process. */
async function post(url: string, body: unknown): Promise<Posted | null> {
  const headers = { 'content-type': 'application/json' };
  try {
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  } catch {
    return null;
  }
}

const commandsOf = (heater: string): object[] => [
  {
    command: 'commission-heater',
    id: `commission-${heater}`,
    data: {
      heater,
      model: 'Q.rad',
      processorModel: 'i7',
      processors: 4,
      cores: 16,
      ratedMainW: 500,
      ratedAuxW: 300,
      registerDigits: 9,
      meterClass: 'B',
      meterCertificate: 'LNE-1',
    },
  },
  {
    command: 'open-heater-epoch',
    id: `epoch-${heater}`,
    data: { heater, epoch: 0, publicKey: null, reason: 'first board' },
  },
  ...(PLAIN.has(heater)
    ? [{ command: 'declare-heater-plain', id: `plain-${heater}`, data: { heater, reason: 'office' } }]
    : []),
];

interface Results {
  readonly results: readonly { readonly status: string; readonly number: number }[];
}

/** Sends the uploads of one heater until the ledger is gone; counts on only what was acknowledged. */
async function sendUntilGone(url: string, heater: string, acknowledged: Map<string, number>): Promise<void> {
  for (;;) {
    const next = acknowledged.get(heater) ?? 0;
    const uploads = [upload({ heater, number: next }), upload({ heater, number: next + 1 })];
    const answer = await post(`${url}/v1/telemetry`, { uploads });
    if (answer === null || answer.status === 503) return;
    const { results } = answer.body as Results;
    expect(results.map((result) => result.status)).toEqual(['recorded', 'recorded']);
    acknowledged.set(heater, next + 2);
  }
}

/** Revisions of each telemetry stream, as the exported log has them. */
async function recordedNumbers(url: string): Promise<Map<string, number[]>> {
  const numbers = new Map<string, number[]>();
  const lines = (await (await fetch(`${url}/v1/events`)).text()).trimEnd().split('\n');
  for (const [index, line] of lines.entries()) {
    const event = JSON.parse(line) as {
      index: number;
      type: string;
      revision: number;
      data: { head: { heater: string; number: number } };
    };
    expect(event.index).toBe(index);
    if (event.type !== 'TelemetryRecorded') continue;
    const { heater, number } = event.data.head;
    expect(number).toBe(event.revision);
    numbers.set(heater, [...(numbers.get(heater) ?? []), number]);
  }
  return numbers;
}

test(`the whole process killed ${KILLS} times (seed ${SEED}): every acknowledged upload is there, once`, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'heatledger-process-kill-'));
  const random = moments(SEED);
  const acknowledged = new Map<string, number>();
  for (let kill = 0; kill < KILLS; kill++) {
    const ledger = await ServedLedger.start(dataDir);
    const commands = HEATERS.flatMap(commandsOf);
    const done = await post(`${ledger.url}/v1/commands`, { commands });
    expect(done?.body).toMatchObject({ done: commands.length });
    const senders = HEATERS.map((heater) => sendUntilGone(ledger.url, heater, acknowledged));
    await new Promise((resolve) =>
      setTimeout(resolve, DELAY_MS_MIN + random() * (DELAY_MS_MAX - DELAY_MS_MIN)),
    );
    await ledger.kill();
    await Promise.all(senders);
  }

  const ledger = await ServedLedger.start(dataDir);
  const recorded = await recordedNumbers(ledger.url);
  for (const heater of HEATERS) {
    const sent = acknowledged.get(heater) ?? 0;
    expect(sent).toBeGreaterThan(0);
    const numbers = recorded.get(heater) ?? [];
    // None twice, none missing; the last ones may have been recorded without the answer coming through.
    expect(numbers).toEqual(numbers.map((_, number) => number));
    expect(numbers.length).toBeGreaterThanOrEqual(sent);
    expect(numbers.length).toBeLessThanOrEqual(sent + 2);
  }

  for (const heater of HEATERS) {
    const sent = acknowledged.get(heater) ?? 0;
    const repeated = Array.from({ length: Math.min(sent, 500) }, (_, number) => upload({ heater, number }));
    const answer = await post(`${ledger.url}/v1/telemetry`, { uploads: repeated });
    expect((answer?.body as Results).results.every((result) => result.status === 'recorded')).toBe(true);
  }
  expect(await recordedNumbers(ledger.url)).toEqual(recorded);
  expect(await ledger.end()).toBe(0);
  await rm(dataDir, { recursive: true });
}, 120_000);
