import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { DocumentFiles } from '#ports/documents';
import type { Ids } from '#ports/ids';
import type { Keys } from '#ports/keys';
import type { Leases } from '#ports/leases';
import type { Locks } from '#ports/locks';
import type { Projector, Tables } from '#read-models';
import type { Configuration } from './configuration/index.js';
import {
  CLOCK,
  CONFIGURATION,
  DOCUMENT_FILES,
  EVENT_STORE,
  IDS,
  KEYS,
  LEASES,
  LOCKS,
  LOGGER,
  PROJECTOR,
  RANDOMNESS,
  READ_MODELS,
  STOPPING,
} from './tokens.js';

/** What every module may ask for, opened once by `openLedger`. */
export interface Parts {
  readonly store: EventStore;
  readonly models: Kysely<Tables>;
  readonly projector: Projector;
  readonly keys: Keys;
  readonly documents: DocumentFiles;
  readonly leases: Leases;
  readonly locks: Locks;
  /** Given when the ledger begins to stop. */
  readonly stopping: AbortSignal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomness: (count: number) => Uint8Array;
  readonly configuration: Configuration;
  readonly logger: Logger;
}

const providersOf = (parts: Parts): Provider[] => [
  { provide: EVENT_STORE, useValue: parts.store },
  { provide: READ_MODELS, useValue: parts.models },
  { provide: PROJECTOR, useValue: parts.projector },
  { provide: KEYS, useValue: parts.keys },
  { provide: DOCUMENT_FILES, useValue: parts.documents },
  { provide: LEASES, useValue: parts.leases },
  { provide: LOCKS, useValue: parts.locks },
  { provide: STOPPING, useValue: parts.stopping },
  { provide: CLOCK, useValue: parts.clock },
  { provide: IDS, useValue: parts.ids },
  { provide: RANDOMNESS, useValue: parts.randomness },
  { provide: CONFIGURATION, useValue: parts.configuration },
  { provide: LOGGER, useValue: parts.logger },
];

@Module({})
export class PartsModule {
  static of(parts: Parts): DynamicModule {
    const providers = providersOf(parts);
    return { module: PartsModule, global: true, providers, exports: providers };
  }
}
