import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Benchmark, BenchmarkInForce } from '#domain/claims';
import { readEvent } from '#events';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';

const BATCH = 500;

/** Where facts stand in the log: what a claim refers to. */
@Injectable()
export class FactEvents {
  constructor(@Inject(READ_MODELS) private readonly models: Kysely<Tables>) {}

  /** All benchmarks, each with the index of its event, in the order of the log. */
  async benchmarks(): Promise<BenchmarkInForce[]> {
    const rows = await this.models
      .selectFrom('fact')
      .select(['idx', 'type', 'version', 'data'])
      .where('stream', '=', 'benchmarks')
      .orderBy('revision')
      .execute();
    return rows.map((row) => ({ ...(readEvent(row).data as Benchmark), index: row.idx }));
  }

  /** Index of the rule of useful heat that held at a cut; null: none was set. */
  async usefulHeatRule(cutIndex: number): Promise<number | null> {
    const row = await this.models
      .selectFrom('fact')
      .select('idx')
      .where('stream', '=', 'installation')
      .where('type', '=', 'UsefulHeatRuleSet')
      .where('idx', '<', cutIndex)
      .orderBy('idx', 'desc')
      .executeTakeFirst();
    return row?.idx ?? null;
  }

  /** Indexes of events of these types about a heater at these instants (ms UTC). */
  async ofHeaters(
    types: readonly string[],
    wanted: readonly { readonly heater: string; readonly atMs: number }[],
  ): Promise<number[]> {
    const found: number[] = [];
    for (let from = 0; from < wanted.length; from += BATCH) {
      const batch = wanted.slice(from, from + BATCH);
      const keys = new Set(batch.map(({ heater, atMs }) => `${heater}/${atMs}`));
      const rows = await this.models
        .selectFrom('fact')
        .select(['idx', 'type', 'version', 'data'])
        .where('stream', 'in', [...new Set(batch.map(({ heater }) => `heater-${heater}`))])
        .where('type', 'in', [...types])
        .orderBy('idx')
        .execute();
      for (const row of rows) {
        const { heater, at } = readEvent(row).data as { heater: string; at: number };
        if (keys.has(`${heater}/${at}`)) found.push(row.idx);
      }
    }
    return found.sort((a, b) => a - b);
  }
}
