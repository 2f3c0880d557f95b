import type { Database } from '#postgres';
import type { ModelsNow, PartitionState, PartitionStates } from '../partition-states.js';
import { checkpointOf } from '../partitions.js';
import { schemaOf } from './schema-name.js';

/** Whoever tells nothing for so long is gone (ms); a process that lives tells every second. */
const SILENT_MS_MAX = 10_000;
/** How long what was told is not asked for anew (ms). */
const TOLD_MS = 200;
const UNDEFINED_TABLE = '42P01';

interface Place {
  readonly version: number;
  readonly partitions: number;
  readonly name: string | null;
  readonly next_index: number | null;
}

interface StateRow {
  readonly version: number;
  readonly partition: number;
  readonly holder: string | null;
  readonly next_index: number;
  readonly failed_index: number | null;
  readonly failed_message: string | null;
  readonly silent: boolean;
}

/** What projectors tell in `heatledger.partition_state`, beside the checkpoints of the current version. */
export class PostgresPartitionStates implements PartitionStates {
  /** That of the last look: its schema is looked into first. */
  private version = 0;
  private told: { readonly atMs: number; readonly rows: readonly StateRow[] } | null = null;

  constructor(private readonly database: Database) {}

  async tell({ version, partition, holder, nextIndex, failed }: PartitionState): Promise<void> {
    // Nothing is told of a version that was removed meanwhile.
    await this.database.rows(
      `insert into heatledger.partition_state as told
         (version, partition, holder, next_index, failed_index, failed_message, seen_at)
       select $1::integer, $2::integer, $3, $4::bigint, $5::bigint, $6, now()
       where exists (select from heatledger.model_version where version = $1::integer)
       on conflict (version, partition) do update
         set holder = excluded.holder, next_index = excluded.next_index, failed_index = excluded.failed_index,
             failed_message = excluded.failed_message, seen_at = excluded.seen_at`,
      [version, partition, holder, nextIndex, failed?.index ?? null, failed?.message ?? null],
    );
  }

  async now(): Promise<ModelsNow> {
    const [places, states] = await Promise.all([this.places(), this.states()]);
    const [first] = places;
    if (first === undefined) return { version: null, partitions: [], building: null };
    const { version, partitions: of } = first;
    const nextIndexes = new Map(places.map(({ name, next_index }) => [name, next_index ?? 0]));
    return {
      version,
      partitions: Array.from({ length: of }, (_, number) => {
        const told = states.find((one) => one.version === version && one.partition === number);
        const nextIndex = nextIndexes.get(checkpointOf({ number, of })) ?? 0;
        return { partition: number, nextIndex, ...toldBy(told) };
      }),
      building: building(states, version),
    };
  }

  /** Pointer and checkpoints in one statement, so that they belong together. */
  private async places(): Promise<readonly Place[]> {
    for (;;) {
      const rows = this.version === 0 ? await this.pointer() : await this.placesOf(this.version);
      const version = rows[0]?.version ?? 0;
      if (version === this.version) return rows;
      this.version = version;
    }
  }

  private async placesOf(version: number): Promise<readonly Place[]> {
    try {
      return await this.database.rows<Place>(
        `select m.version, m.partitions, c.name, c.next_index
         from heatledger.model_version m left join ${schemaOf(version)}.checkpoint c on m.version = $1
         where m.is_current`,
        [version],
      );
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === UNDEFINED_TABLE) return this.pointer();
      throw error;
    }
  }

  private async pointer(): Promise<readonly Place[]> {
    return await this.database.rows<Place>(
      `select version, partitions, null as name, null as next_index
       from heatledger.model_version where is_current`,
    );
  }

  /** Whoever waits looks at checkpoints often; what is told of partitions changes seldom. */
  private async states(): Promise<readonly StateRow[]> {
    const atMs = performance.now();
    if (this.told !== null && atMs - this.told.atMs < TOLD_MS) return this.told.rows;
    const rows = await this.readStates();
    this.told = { atMs, rows };
    return rows;
  }

  private readStates(): Promise<readonly StateRow[]> {
    return this.database.rows<StateRow>(
      `select version, partition, holder, next_index, failed_index, failed_message,
              seen_at < now() - $1::interval as silent
       from heatledger.partition_state`,
      [`${SILENT_MS_MAX} milliseconds`],
    );
  }
}

function toldBy(told: StateRow | undefined): Pick<PartitionState, 'holder' | 'failed'> {
  if (told === undefined) return { holder: null, failed: null };
  const { holder, silent, failed_index: index, failed_message: message } = told;
  return {
    holder: silent ? null : holder,
    failed: index === null ? null : { index, message: message ?? '' },
  };
}

function building(states: readonly StateRow[], current: number): ModelsNow['building'] {
  const parts = states.filter(
    ({ version, silent, holder }) => version > current && !silent && holder !== null,
  );
  if (parts.length === 0) return null;
  const version = Math.max(...parts.map((part) => part.version));
  const nextIndexes = parts.filter((part) => part.version === version).map((part) => part.next_index);
  return { version, nextIndex: Math.min(...nextIndexes) };
}
