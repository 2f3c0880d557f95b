import type { DemoCommand } from '../world/command.js';
import { Ledgers } from './ledgers.js';

/** A request that was answered otherwise than the demo expects: it ends with this. */
export class UnexpectedAnswer extends Error {
  constructor(what: string, status: number, answer: string) {
    super(`${what} was answered ${status}: ${answer.slice(0, 600)}`);
    this.name = 'UnexpectedAnswer';
  }
}

export interface UploadAnswer {
  readonly heater: string | null;
  readonly number: number | null;
  readonly status: 'recorded' | 'refused' | 'not-attempted';
  readonly code?: string;
}

export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/**
 * The public interface of a ledger, as any client has it: nothing of the demo goes another way. Where a ledger is gone
 * the same request, under the same key, goes to the next one.
 */
export class LedgerHttp {
  private readonly ledgers: Ledgers;
  private named = 0;

  constructor(addresses: readonly string[]) {
    this.ledgers = new Ledgers(addresses);
  }

  /** Sends commands in order and expects all of them done. */
  commands(commands: readonly DemoCommand[]): Promise<void> {
    return this.sendInOrder(commands, this.nextKey());
  }

  /**
   * The same for facts that do not meet: first those about no single heater, supply point or resident, in order; then the
   * others, side by side, those of one of them in order.
   */
  async commandsInLanes(commands: readonly DemoCommand[]): Promise<void> {
    await this.commands(commands.filter((each) => subjectOf(each) === null));
    const lanes = Array.from({ length: LANES }, (): DemoCommand[] => []);
    const laneOf = new Map<string, DemoCommand[]>();
    for (const each of commands) {
      const subject = subjectOf(each);
      if (subject === null) continue;
      const lane = laneOf.get(subject) ?? lanes[laneOf.size % LANES]!;
      laneOf.set(subject, lane);
      lane.push(each);
    }
    const key = this.nextKey();
    await Promise.all(lanes.map((lane, at) => this.sendInOrder(lane, `${key}-${at}`)));
  }

  /** One command by its own route. */
  async command({ command, data }: DemoCommand): Promise<unknown> {
    return this.post(`/v1/commands/${command}`, JSON.stringify(data), { 'idempotency-key': this.nextKey() });
  }

  async uploads(texts: readonly string[]): Promise<readonly UploadAnswer[]> {
    const body = `{"uploads":[${texts.join(',')}]}`;
    const response = await this.request('POST', '/v1/telemetry', body);
    const text = await response.text();
    if (response.status === 400 || response.status === 429 || response.status >= 500)
      throw new UnexpectedAnswer('telemetry', response.status, text);
    return (JSON.parse(text) as { results: readonly UploadAnswer[] }).results;
  }

  async get<Answer>(path: string): Promise<Answer> {
    return JSON.parse(await this.text(path)) as Answer;
  }

  /** All pages of a table. */
  async rows<Row>(path: string): Promise<Row[]> {
    const rows: Row[] = [];
    let after: string | null = null;
    do {
      const query: string = `${path.includes('?') ? '&' : '?'}limit=1000${after === null ? '' : `&after=${after}`}`;
      const page: Rows<Row> = await this.get<Rows<Row>>(`${path}${query}`);
      rows.push(...page.rows);
      after = page.next;
    } while (after !== null);
    return rows;
  }

  /** Waits until the read models hold every event there is. */
  async caughtUp(): Promise<void> {
    for (;;) {
      const { readModels } = await this.get<StatusAnswer>('/v1/status');
      if (readModels.failed !== null) throw new UnexpectedAnswer('/v1/status', 200, readModels.failed);
      if (readModels.lagEvents === 0) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  async text(path: string): Promise<string> {
    return Buffer.from(await this.bytes(path)).toString('utf8');
  }

  async bytes(path: string): Promise<Uint8Array> {
    return (await this.file(path)).bytes;
  }

  /** A file, and the name that the ledger gives it. */
  async file(path: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
    const response = await this.request('GET', path);
    if (!response.ok) throw new UnexpectedAnswer(path, response.status, await response.text());
    const name = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
    return { name, bytes: new Uint8Array(await response.arrayBuffer()) };
  }

  async post(path: string, body: string, headers: Headers = {}): Promise<unknown> {
    const response = await this.request('POST', path, body, headers);
    const text = await response.text();
    if (!response.ok) throw new UnexpectedAnswer(path, response.status, text);
    return JSON.parse(text) as unknown;
  }

  /** The same in every run: a command sent again is known again. */
  private nextKey(): string {
    this.named += 1;
    return `demo/${String(this.named).padStart(6, '0')}`;
  }

  private async sendInOrder(commands: readonly DemoCommand[], key: string): Promise<void> {
    for (let at = 0; at < commands.length; at += COMMANDS_PER_REQUEST) {
      const batch = commands.slice(at, at + COMMANDS_PER_REQUEST);
      const headers = { 'idempotency-key': `${key}/${at}` };
      expectDone(await this.post('/v1/commands', JSON.stringify({ commands: batch }), headers), batch);
    }
  }

  private request(
    method: 'GET' | 'POST',
    path: string,
    body?: string,
    headers: Headers = {},
  ): Promise<Response> {
    const sent =
      body === undefined ? {} : { body, headers: { 'content-type': 'application/json', ...headers } };
    return this.ledgers.request(path, { method, ...sent });
  }
}

type Headers = Readonly<Record<string, string>>;

const COMMANDS_PER_REQUEST = 250;
const LANES = 8;
const POLL_MS = 50;

interface StatusAnswer {
  readonly readModels: { readonly lagEvents: number; readonly failed: string | null };
}

interface CommandAnswer {
  readonly status: string;
}

function subjectOf({ data }: DemoCommand): string | null {
  const subject = data['heater'] ?? data['supplyPoint'] ?? data['resident'];
  return typeof subject === 'string' ? subject : null;
}

function expectDone(answer: unknown, batch: readonly DemoCommand[]): void {
  const { commands: results } = answer as { commands: readonly CommandAnswer[] };
  const bad = results.findIndex(({ status }) => status !== 'done');
  if (bad >= 0)
    throw new UnexpectedAnswer(`command ${JSON.stringify(batch[bad])}`, 200, JSON.stringify(results[bad]));
}
