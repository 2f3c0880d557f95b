import type { Database } from '#postgres';
import type { HeldLease } from '../port.js';

/** Rows of `heatledger.lease`, by the clock of the database alone. A row stays when it is freed: its token grows on. */
export class LeaseRows {
  constructor(
    private readonly database: Database,
    private readonly termMs: number,
  ) {}

  /** Token of the new holder; null while another holds it. */
  async take(name: string, holder: string): Promise<number | null> {
    // Whoever waits asks often: the first look takes no lock on the row.
    const rows = await this.database.rows<{ token: number }>(
      `insert into heatledger.lease as held (name, holder, token, expires_at)
       select $1, $2, 1, now() + $3 * interval '1 millisecond'
       where not exists (select from heatledger.lease where name = $1 and expires_at > now())
       on conflict (name) do update
       set holder = excluded.holder, token = held.token + 1, expires_at = excluded.expires_at
       where held.expires_at <= now()
       returning token`,
      [name, holder, this.termMs],
    );
    return rows[0]?.token ?? null;
  }

  /** Whether it is still held under this token. */
  async renew(name: string, token: number): Promise<boolean> {
    const rows = await this.database.rows(
      `update heatledger.lease set expires_at = now() + $3 * interval '1 millisecond'
       where name = $1 and token = $2 and expires_at > now()
       returning token`,
      [name, token, this.termMs],
    );
    return rows.length > 0;
  }

  async free(name: string, token: number): Promise<void> {
    await this.database.rows(
      `update heatledger.lease set expires_at = '-infinity' where name = $1 and token = $2`,
      [name, token],
    );
  }

  held(): Promise<HeldLease[]> {
    return this.database.rows<{ name: string; holder: string }>(
      'select name, holder from heatledger.lease where expires_at > now() order by name',
    );
  }
}
