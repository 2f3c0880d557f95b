import { bindInstallation, fitsLog, openDatabase } from '#postgres';
import type { OpenLog } from '#read-models/open';

/**
 * Makes sure that a database is of the installation that event 0 of the log names, and waits for that event where the
 * log is new. A new database is bound to it. False once the signal is given before there is such an event.
 * Errors: `DatabaseError`, DATABASE_FOREIGN, KEYS_MISSING and DATABASE_NEWER among them; nothing is written then.
 */
export async function belongs(log: OpenLog, url: string, signal: AbortSignal): Promise<boolean> {
  const database = await openDatabase(url, { what: 'projector', connectionsMax: 1 });
  try {
    await log.source.untilAt(0, signal);
    const [first] = await log.source.readStream('installation', 0, 1);
    if (first === undefined) return false;
    const { installation } = JSON.parse(first.data) as { installation: string };
    await fitsLog(database, {
      nextIndex: await log.nextIndex(),
      installation: () => Promise.resolve(installation),
    });
    await bindInstallation(database, installation);
    return true;
  } finally {
    await database.close();
  }
}
