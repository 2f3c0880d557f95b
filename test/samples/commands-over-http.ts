import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { openSqliteEventStore, type SqliteEventStore } from '#event-store/sqlite';
import { SimulatedClock } from '#ports/clock/simulated';
import { v7Ids } from '#ports/ids/v7';
import { FileKeys } from '#ports/keys/file';
import { openLocks } from '#ports/locks/open';
import { CommandsModule } from '../../apps/ledger/src/commands/index.js';
import { ProblemFilter, requestValidation, silentLogger } from '../../apps/ledger/src/http/index.js';
import { recordFirstEvents } from '../../apps/ledger/src/installation/index.js';
import { CLOCK, EVENT_STORE, IDS, KEYS, LOCKS, RANDOMNESS } from '../../apps/ledger/src/tokens.js';

export interface CommandsOverHttp {
  readonly app: NestFastifyApplication;
  readonly store: SqliteEventStore;
  readonly keys: FileKeys;
  close(): Promise<void>;
}

@Module({})
class Parts {}

@Module({})
class LedgerOfThisTest {}

/** The command side alone, over a real log in a folder of its own; the clock stands still. */
export async function openCommandsOverHttp(nowMs: number): Promise<CommandsOverHttp> {
  const folder = await mkdtemp(join(tmpdir(), 'heatledger-commands-'));
  const store = await openSqliteEventStore({ path: join(folder, 'log.sqlite') });
  const keys = new FileKeys({ path: join(folder, 'keys.jsonl') });
  const clock = new SimulatedClock(nowMs);
  const ids = v7Ids(clock);
  await recordFirstEvents({ store, clock, ids, name: 'test' });
  const providers = [
    { provide: EVENT_STORE, useValue: store },
    { provide: KEYS, useValue: keys },
    { provide: LOCKS, useValue: await openLocks({ kind: 'alone' }) },
    { provide: CLOCK, useValue: clock },
    { provide: IDS, useValue: ids },
    { provide: RANDOMNESS, useValue: randomBytes },
  ];
  const parts = { module: Parts, global: true, providers, exports: providers };
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: LedgerOfThisTest, imports: [parts, CommandsModule] },
    new FastifyAdapter(),
    { logger: false },
  );
  app.useGlobalFilters(new ProblemFilter(silentLogger()));
  app.useGlobalPipes(requestValidation());
  await app.init();
  return {
    app,
    store,
    keys,
    async close() {
      await app.close();
      await store.close();
      await keys.close();
      await rm(folder, { recursive: true });
    },
  };
}
