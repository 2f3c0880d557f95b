import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openSqliteEventStore } from '#event-store/sqlite';

import { eventStoreContract } from './event-store.contract.js';

eventStoreContract('sqlite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heatledger-log-'));
  const open = () => openSqliteEventStore({ path: join(folder, 'log.db') });
  let current = await open();
  return {
    store: current,
    async reopen() {
      await current.close();
      current = await open();
      return current;
    },
    async close() {
      await current.close();
      await rm(folder, { recursive: true });
    },
  };
});
