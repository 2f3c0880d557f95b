import { join } from 'node:path';

/** Where the parts of a ledger stand in its data folder. */
export const pathsIn = (dataDir: string) => ({
  log: join(dataDir, 'log.sqlite'),
  /** Places in a log on a server, where no database keeps them. */
  marks: join(dataDir, 'marks.sqlite'),
  models: join(dataDir, 'read-models'),
  documents: join(dataDir, 'documents'),
  keys: join(dataDir, 'keys.jsonl'),
});
