import { existsSync } from 'node:fs';
import { boundInstallation, type Database } from '#postgres';
import { installationOf } from './compare-logs.js';
import { copyRefused } from './copying.js';
import { openLogSource } from './open-logs.js';

/** Of whom keys or documents are: the database says it, or the log that lies beside them in a data folder. */
export type Belonging =
  | {
      readonly kind: 'folder';
      /** Path of the log of the data folder; null: a file or folder of its own. */ readonly log:
        string | null;
    }
  | { readonly kind: 'database'; readonly database: Database };

async function installationIn(belonging: Belonging): Promise<string | null> {
  if (belonging.kind === 'database') return boundInstallation(belonging.database);
  if (belonging.log === null || !existsSync(belonging.log)) return null;
  const log = await openLogSource({ kind: 'sqlite', path: belonging.log });
  try {
    return await installationOf(log.store);
  } finally {
    await log.close();
  }
}

/**
 * Makes sure that both sides are of one installation, as far as they say. Resolves with that of the source; null where it
 * does not say.
 * @throws CopyRefused TARGET_FOREIGN
 */
export async function sameInstallation(source: Belonging, target: Belonging): Promise<string | null> {
  const [own, other] = [await installationIn(source), await installationIn(target)];
  if (own !== null && other !== null && own !== other)
    throw copyRefused(
      'TARGET_FOREIGN',
      '--to',
      `It belongs to installation ${other}, the source to ${own}: give its own target, or an empty one.`,
    );
  return own;
}
