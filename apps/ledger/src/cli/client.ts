import type { Refusal } from '#domain/decision';
import { CommandEnded, EXIT } from './exit-codes.js';

const RETRIES_MAX = 60;
const RETRY_MS = 500;

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const isRefusal = (
  value: unknown,
): value is { code: string; field: string; detail: string; errors?: Refusal[] } =>
  typeof value === 'object' && value !== null && 'code' in value && 'detail' in value;

/** The refusals of a problem details body. */
export function refusalsOf(answer: Answer): readonly Refusal[] {
  if (!isRefusal(answer.body))
    return [{ code: `HTTP_${answer.status}`, field: '', remedy: 'See the log of the ledger.' }];
  const { code, field, detail, errors } = answer.body;
  return errors ?? [{ code, field, remedy: detail }];
}

/** Speaks to a ledger; an overloaded one (429) is asked again after the time it names. */
export class LedgerClient {
  constructor(readonly url: string) {}

  get(path: string): Promise<Answer> {
    return this.ask(path, { method: 'GET' });
  }

  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  /** A file as it is. */
  postFile(path: string, bytes: Uint8Array, contentType: string): Promise<Answer> {
    return this.ask(path, { method: 'POST', headers: { 'content-type': contentType }, body: bytes });
  }

  /** The body of an answer that must be 2xx; ends the command otherwise. */
  async must(asked: Promise<Answer>): Promise<unknown> {
    const answer = await asked;
    if (answer.status < 300) return answer.body;
    throw new CommandEnded(answer.status >= 500 ? EXIT.failed : EXIT.refused, refusalsOf(answer));
  }

  /** A file, its body not read yet; ends the command where it is refused. */
  async file(path: string): Promise<Response> {
    const response = await this.patiently(path, { method: 'GET' });
    if (response.status < 300) return response;
    const answer = { status: response.status, body: await bodyOf(response) };
    throw new CommandEnded(answer.status >= 500 ? EXIT.failed : EXIT.refused, refusalsOf(answer));
  }

  private async ask(path: string, init: RequestInit): Promise<Answer> {
    const response = await this.patiently(path, init);
    return { status: response.status, body: await bodyOf(response) };
  }

  private async patiently(path: string, init: RequestInit): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const response = await this.fetch(path, init);
      if (response.status !== 429 || attempt > RETRIES_MAX) return response;
      await response.body?.cancel();
      await wait(Number(response.headers.get('retry-after') ?? 0) * 1000 || RETRY_MS);
    }
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(new URL(path, this.url), init);
    } catch {
      throw new CommandEnded(EXIT.unreachable, [
        {
          code: 'LEDGER_AWAY',
          field: '',
          remedy: `${this.url} does not answer any more; start it with serve.`,
        },
      ]);
    }
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!(response.headers.get('content-type') ?? '').includes('json')) return text;
  return JSON.parse(text) as unknown;
}
