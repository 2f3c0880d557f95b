import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteProjectionStore, Versions, openReadModels } from '#read-models/sqlite';
import { readModelsContract } from './read-models.contract.js';

/** Readers in this thread, and in the thread of their own that serves HTTP. */
for (const thread of [false, true])
  readModelsContract(`SQLite, read ${thread ? 'in a thread of its own' : 'in this thread'}`, () => {
    const dir = mkdtempSync(join(tmpdir(), 'read-models-'));
    const versions = new Versions(dir);
    versions.switchTo(1);
    return Promise.resolve({
      open: () => SqliteProjectionStore.open(versions.pathOf(1)),
      read: async () => (await openReadModels({ dir, thread })).db,
      end: () => Promise.resolve(rmSync(dir, { recursive: true })),
    });
  });
