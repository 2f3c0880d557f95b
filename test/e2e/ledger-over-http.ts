import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatedClock } from '#ports/clock/simulated';
import { openLedger } from '../../apps/ledger/src/ledger.js';

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

/** A ledger opened in this process on a free port, of which the specifications know the address alone. */
export class LedgerOverHttp {
  private constructor(
    readonly url: string,
    readonly clock: SimulatedClock,
    readonly close: () => Promise<void>,
  ) {}

  static async open(nowMs: number): Promise<LedgerOverHttp> {
    const dataDir = await mkdtemp(join(tmpdir(), 'heatledger-e2e-'));
    const clock = new SimulatedClock(nowMs);
    const ledger = await openLedger({ dataDir, port: 0, clock, requestBytesMax: 1_000_000 });
    return new LedgerOverHttp(ledger.url, clock, async () => {
      await ledger.close();
      await rm(dataDir, { recursive: true });
    });
  }

  get<Body = unknown>(path: string, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.ask(path, { headers });
  }

  post<Body = unknown>(
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    return this.ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  /** Commands that must all be done. */
  async given(commands: readonly (readonly [command: string, data: object])[]): Promise<void> {
    const { text, body } = await this.post<{ commands?: { status: string }[] }>('/v1/commands', {
      commands: commands.map(([command, data]) => ({ command, data })),
    });
    if (body.commands === undefined) throw new Error(text);
    expect(body.commands.find(({ status }) => status !== 'done')).toBeUndefined();
  }

  private async ask<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
    const response = await fetch(`${this.url}${path}`, init);
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson ? JSON.parse(text) : null) as Body,
    };
  }
}
