import type { Database } from '#postgres';
import type { KeyEntry } from '../port.js';

interface Row {
  readonly key_id: string;
  readonly scope: string | null;
  readonly key: Buffer | null;
  readonly destroyed_index: number | null;
  readonly change: number;
}

export interface Changes {
  readonly entries: readonly KeyEntry[];
  /** Number of the last change told. */
  readonly last: number;
  /** Number of the last change there is. */
  readonly counted: number;
}

const entryOf = ({ key_id: keyId, scope, key, destroyed_index: destroyedIndex }: Row): KeyEntry =>
  scope === null || key === null ? { keyId, destroyedIndex: destroyedIndex ?? 0 } : { keyId, scope, key };

const PAGE = 10_000;

/**
 * Rows of `heatledger.event_key`. Every change gets the next number of one counter, whose row is locked until the
 * change is committed: whoever has read up to a number has missed none before it.
 */
export class KeyRows {
  constructor(private readonly database: Database) {}

  /** The next changes after this number; fewer than a page where there are no more. */
  async changesAfter(last: number): Promise<Changes & { readonly more: boolean }> {
    const rows = await this.database.rows<{ readonly counted: number } & (Row | { readonly key_id: null })>(
      `select key_id, scope, key, destroyed_index, change, counter.last as counted
       from heatledger.key_change as counter left join (
         select * from heatledger.event_key where change > $1 order by change limit ${PAGE}
       ) as changed on true
       order by change`,
      [last],
    );
    const changed = rows.filter((row) => row.key_id !== null);
    return {
      entries: changed.map(entryOf),
      last: changed.at(-1)?.change ?? last,
      counted: rows[0]?.counted ?? 0,
      more: changed.length === PAGE,
    };
  }

  /** Adds living keys; where an id or a scope is taken, what stands there stays. */
  async add(entries: readonly Extract<KeyEntry, { scope: string }>[]): Promise<void> {
    await this.database.rows(
      `with counted as (
         update heatledger.key_change set last = last + $4 returning last - $4 as before
       )
       insert into heatledger.event_key (key_id, scope, key, change)
       select key_id, scope, key, before + place
       from counted, unnest($1::text[], $2::text[], $3::bytea[])
         with ordinality as added (key_id, scope, key, place)
       on conflict do nothing`,
      [
        entries.map(({ keyId }) => keyId),
        entries.map(({ scope }) => scope),
        entries.map(({ key }) => Buffer.from(key)),
        entries.length,
      ],
    );
  }

  /** Clears a key, whether it was there or not; a second time changes nothing. Says whether a living one went. */
  async destroy(keyId: string, index: number): Promise<void> {
    await this.database.rows(
      `with counted as (
         update heatledger.key_change set last = last + 1 returning last
       )
       insert into heatledger.event_key as kept (key_id, destroyed_index, change)
       select $1, $2, last from counted
       on conflict (key_id) do update
       set scope = null, key = null, destroyed_index = excluded.destroyed_index, change = excluded.change
       where kept.destroyed_index is null`,
      [keyId, index],
    );
  }

  /** Writes the table anew, without the versions of rows that were cleared: the server would keep them for a while. */
  async rewrite(): Promise<void> {
    await this.database.rows('vacuum (full) heatledger.event_key');
  }
}
