import { startProjector as start } from '../open/start-projector.js';
import { startAsOfFold as startFold, type AsOfFold } from '../open/as-of-fold.js';
import type { Projector } from '../projector.js';

export { openReadModels, type ReadModelsOptions } from './read-models.js';
export { SqliteProjectionStore } from './sqlite-projection-store.js';
export { Versions } from './versions.js';
export { Follower } from './follower.js';
export type { AsOfFold };

interface Paths {
  readonly logPath: string;
  readonly keysPath: string;
  readonly dir: string;
}

export const startProjector = ({
  logPath,
  keysPath,
  dir,
  thread = true,
}: Paths & { readonly thread?: boolean }): Promise<Projector> =>
  start({
    log: { kind: 'sqlite', path: logPath },
    keys: { kind: 'file', path: keysPath },
    models: { kind: 'sqlite', dir },
    thread,
  });

export const startAsOfFold = (
  { logPath, keysPath, dir, before }: Paths & { readonly before: number },
  onFolded: (nextIndex: number) => void,
): AsOfFold =>
  startFold(
    { log: { kind: 'sqlite', path: logPath }, keys: { kind: 'file', path: keysPath }, dir, before },
    onFolded,
  );
