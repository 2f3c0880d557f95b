import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Threads run from the build: a source file is not compiled for a new thread. `name`: `<folder>/<file>`, without its end. */
export function workerEntry(name: string): URL {
  const here = import.meta.url;
  const entry = here.endsWith('.ts')
    ? new URL(`../../../dist/libs/read-models/src/${name}.js`, here)
    : new URL(`./${name}.js`, here);
  if (!existsSync(fileURLToPath(entry)))
    throw new Error(`${fileURLToPath(entry)} is missing: npm run build first`);
  return entry;
}
