import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatedClock } from '#ports/clock/simulated';
import { uploadOf, type Said } from './telemetry-of-a-test.js';
import type { Configuration } from '../../apps/ledger/src/configuration/index.js';
import { openLedger } from '../../apps/ledger/src/ledger.js';

/** Local midnights in Paris, summer time: the month of most cases. */
export const AUGUST = {
  month: '2026-08',
  fromMs: Date.UTC(2026, 6, 31, 22),
  toMs: Date.UTC(2026, 7, 31, 22),
};
export const SEPTEMBER = { month: '2026-09', fromMs: AUGUST.toMs, toMs: Date.UTC(2026, 8, 30, 22) };
/** A minute into the month: what people record has happened. */
const SETUP_MS = AUGUST.fromMs + 60_000;
/** For a ledger to be opened and told on a busy machine; a quiet one needs seconds. */
export const PATIENCE_MS = 120_000;
export const HOUR_MS = 3_600_000;

export interface Money {
  readonly amount: string;
  readonly currency: string;
}

export interface DocumentRow {
  readonly series: string;
  readonly number: string;
  readonly kind: string;
  readonly party: string;
  readonly period: string;
  readonly net: Money;
  readonly vat: Money;
  readonly gross: Money;
}

export interface Line {
  readonly label: string;
  readonly quantity: string;
  readonly unit: string;
  readonly priceEur: string;
  readonly priceBase: number;
  readonly amountCents: number;
  readonly from: string;
  readonly to: string;
  readonly adjusts: unknown;
}

/** A ledger in a folder of its own, spoken to as anybody would: HTTP alone. The clock is turned by hand. */
export class LedgerOfATest {
  /** Index of the last event that commands and uploads wrote: reports are asked to have passed it. */
  private written = 0;

  private constructor(
    readonly url: string,
    /** Where it stands: commands find it there. */
    readonly dataDir: string,
    readonly clock: SimulatedClock,
    readonly close: () => Promise<void>,
  ) {}

  /**
   * @param atMs what the clock shows first
   * @param settings where it stands, if not on files of its own
   */
  static async open(atMs = SETUP_MS, settings: Partial<Configuration> = {}): Promise<LedgerOfATest> {
    const dataDir = await mkdtemp(join(tmpdir(), 'heatledger-scenario-'));
    const clock = new SimulatedClock(atMs);
    const ledger = await openLedger({ ...settings, dataDir, port: 0, clock });
    return new LedgerOfATest(ledger.url, dataDir, clock, async () => {
      await ledger.close();
      await rm(dataDir, { recursive: true, force: true });
    });
  }

  async post(
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  /** Sends a file as it is. */
  async postFile<Answer>(
    path: string,
    text: string,
    contentType = 'text/csv',
  ): Promise<{ readonly status: number; readonly body: Answer }> {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: text,
    });
    return { status: response.status, body: (await response.json()) as Answer };
  }

  /** Asks for a file, whatever the answer is. */
  file(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const fresh = { 'heatledger-min-index': String(this.written) };
    return fetch(`${this.url}${path}`, { headers: { ...fresh, ...headers } });
  }

  /** Answers parsed JSON; the test knows its shape. */
  async get<Answer>(path: string): Promise<Answer> {
    const headers = { 'heatledger-min-index': String(this.written) };
    const response = await fetch(`${this.url}${path}`, { headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  /** Answers what is sent, as it is. */
  async bytes(path: string): Promise<Uint8Array> {
    const headers = { 'heatledger-min-index': String(this.written) };
    const response = await fetch(`${this.url}${path}`, { headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  async rows<Row>(path: string): Promise<readonly Row[]> {
    return (await this.get<{ rows: readonly Row[] }>(path)).rows;
  }

  /** Sends commands, and expects every one to be done. */
  async given(...commands: readonly (readonly [name: string, data: object])[]): Promise<void> {
    const { status, body } = await this.post('/v1/commands', {
      commands: commands.map(([command, data]) => ({ command, data })),
    });
    const { commands: results } = body as {
      commands?: readonly { status: string; position?: number | null }[];
    };
    const refused = results?.findIndex((result) => result.status !== 'done') ?? 0;
    if (status !== 200 || results === undefined || refused >= 0)
      throw new Error(
        `${JSON.stringify(commands[refused])}: ${status} ${JSON.stringify(results?.[refused] ?? body)}`,
      );
    this.written = Math.max(this.written, ...results.map(({ position }) => position ?? 0));
  }

  /** Sends uploads of one heater, numbered from `first`, and expects every one to be recorded. Our clock follows. */
  async told(heater: string, first: number, ...said: readonly Said[]): Promise<void> {
    const uploads = said.map((each, index) => uploadOf(heater, first + index, each));
    const last = Math.max(...uploads.map(({ head }) => head.to));
    this.clock.setTo(Math.max(this.clock.now(), last + 60_000));
    const { status, body } = await this.post('/v1/telemetry', { uploads });
    const results = (body as { results?: readonly { status: string }[] }).results;
    if (results?.length !== uploads.length || results.some((result) => result.status !== 'recorded'))
      throw new Error(`uploads of ${heater}: ${status} ${JSON.stringify(body)}`);
    this.written = (await this.get<{ nextIndex: number }>('/v1/status')).nextIndex - 1;
  }

  /** Closes a month on the second day after it. */
  async closeMonth({ month, toMs }: { readonly month: string; readonly toMs: number }): Promise<{
    readonly status: number;
    readonly body: unknown;
  }> {
    this.clock.setTo(toMs + 30 * HOUR_MS);
    const issueDate = new Date(toMs + 30 * HOUR_MS).toISOString().slice(0, 10);
    return this.post('/v1/commands/close-period', { period: month, issueDate });
  }

  async documents(month: string, party: string): Promise<readonly DocumentRow[]> {
    return this.rows<DocumentRow>(`/v1/documents?period=${month}&party=${party}`);
  }

  /** Lines of the only document of a party in a month. */
  async lines(month: string, party: string): Promise<readonly Line[]> {
    const documents = await this.documents(month, party);
    if (documents.length !== 1) throw new Error(`${party} has ${documents.length} documents in ${month}`);
    const { series, number } = documents[0]!;
    return (await this.get<{ lines: readonly Line[] }>(`/v1/documents/${series}/${number}`)).lines;
  }
}
