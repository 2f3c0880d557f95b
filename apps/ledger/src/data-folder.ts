import { join } from 'node:path';

/** Where the parts of a ledger stand in its data folder. */
export const pathsIn = (dataDir: string) => ({
  log: join(dataDir, 'log.sqlite'),
  models: join(dataDir, 'read-models'),
  documents: join(dataDir, 'documents'),
  keys: join(dataDir, 'keys.jsonl'),
});
