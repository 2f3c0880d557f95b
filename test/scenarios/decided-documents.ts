import { setTimeout as pause } from 'node:timers/promises';
import type { ComputingBench } from '../cases/computing-bench.js';
import { pagesOf } from '../samples/pdf-text.js';
import { monthOfParis } from '../cases/months.js';
import type { DocumentRow, LedgerOfATest, Money } from './ledger-of-a-test.js';

export interface Issued {
  readonly kind: string;
  readonly typeCode: string;
  readonly number: string;
  readonly cites: readonly { readonly number: string }[];
  readonly lines: readonly { readonly key: string; readonly amountCents: number }[];
  readonly grossCents: number;
  readonly vatCents: number;
}
interface Account {
  readonly openDocuments: readonly {
    readonly number: string;
    readonly open: Money;
    readonly owedBy: string;
  }[];
  readonly prepaid: Money;
}
interface Answer {
  readonly code: string;
  readonly detail: string;
  readonly events: readonly { readonly revision: number }[];
}

/** What a test asks of documents and money once decisions were told. */
export class DecidedDocuments {
  constructor(
    private readonly ledger: LedgerOfATest,
    private readonly bench: ComputingBench,
  ) {}

  async close(month: string): Promise<void> {
    const span = monthOfParis(month);
    await this.bench.reports(span.toMs + 60_000);
    const closed = await this.ledger.closeMonth(span);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
  }

  async send(command: string, data: object, id?: string): Promise<{ status: number; body: Answer }> {
    const headers: Record<string, string> = id === undefined ? {} : { 'idempotency-key': id };
    const { status, body } = await this.ledger.post(`/v1/commands/${command}`, data, headers);
    return { status, body: body as Answer };
  }

  async done(command: string, data: object): Promise<void> {
    await this.ledger.given([command, data]);
  }

  async refusal(command: string, data: object): Promise<readonly [number, string]> {
    const { status, body } = await this.send(command, data);
    return [status, body.code];
  }

  rows(client: string, kind: string): Promise<readonly DocumentRow[]> {
    return this.ledger.rows<DocumentRow>(`/v1/documents?party=${client}&kind=${kind}&limit=100`);
  }

  /** The last of its kind. */
  async issued(client: string, kind: string): Promise<Issued> {
    const { number } = (await this.rows(client, kind)).at(-1)!;
    return this.ledger.get<Issued>(`/v1/documents/main/${number}`);
  }

  /** A file of the document, once it is drawn. */
  async file(number: string, format: string): Promise<string> {
    for (;;) {
      const path = `/v1/documents/main/${number}/file?format=${format}`;
      const bytes = await this.ledger.bytes(path).catch(() => null);
      if (bytes !== null) return new TextDecoder().decode(bytes);
      await pause(50);
    }
  }

  /** Its page as its reader would copy it, once it is drawn. */
  async page(number: string): Promise<string> {
    await this.file(number, 'pdf');
    const bytes = await this.ledger.bytes(`/v1/documents/main/${number}/file?format=pdf`);
    return pagesOf(bytes)
      .join(' ')
      .replace(/[\u00a0\u202f]/g, ' ');
  }

  account(client: string): Promise<Account> {
    return this.ledger.get<Account>(`/v1/reports/accounts/${client}`);
  }

  async open(client: string): Promise<string[]> {
    const { openDocuments } = await this.account(client);
    return openDocuments.map((one) => `${one.number} ${one.open.amount} by ${one.owedBy}`);
  }

  /** By account; the books balance. */
  async balances(): Promise<Record<string, string>> {
    const { rows, balanced } = await this.ledger.get<{
      rows: readonly { account: string; balance: Money }[];
      balanced: boolean;
    }>('/v1/reports/trial-balance');
    expect(balanced).toBe(true);
    return Object.fromEntries(rows.map(({ account, balance }) => [account, balance.amount]));
  }
}
