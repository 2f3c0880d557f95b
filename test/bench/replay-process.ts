import { headText, unseal, type UploadHead } from '#events';
import { SqliteLogReader } from '#event-store/sqlite';
import { FileKeys } from '#ports/keys/file';
import { startProjector } from '#read-models/open';

/**
 * One measurement in a process of its own, so that its memory is its own:
 * `scan <log> [<keys>]` or `replay <log> <keys> <folder>`. Prints {ms, cpuMs, peakRssMiB, events}.
 */
const SCAN_EVENTS = 1_000;

interface Sealed {
  readonly head: UploadHead;
  readonly keyId?: string;
  readonly sealed?: string;
}

/** Reads and parses every event; with keys, opens and parses every sealed body too. */
async function scan(path: string, keysPath: string | undefined): Promise<number> {
  const reader = new SqliteLogReader(path);
  const keys = keysPath === undefined ? null : new FileKeys({ path: keysPath });
  let next = 0;
  for (;;) {
    const rows = reader.readRows(next, SCAN_EVENTS);
    for (const row of rows) {
      const { head, keyId, sealed } = JSON.parse(row[6]) as Sealed;
      if (keys === null || keyId === undefined || sealed === undefined) continue;
      const opened = await keys.open(keyId);
      if (opened.kind === 'key') JSON.parse(unseal(opened.key, sealed, headText(head)));
    }
    next += rows.length;
    if (rows.length < SCAN_EVENTS) break;
  }
  reader.close();
  return next;
}

async function replay(logPath: string, keysPath: string, dir: string): Promise<number> {
  const reader = new SqliteLogReader(logPath);
  const end = reader.nextIndex();
  reader.close();
  const projector = await startProjector({
    log: { kind: 'sqlite', path: logPath },
    keys: { kind: 'file', path: keysPath },
    models: { kind: 'sqlite', dir },
    thread: false,
  });
  await projector.passed(end - 1);
  await projector.close();
  return end;
}

const [what, ...paths] = process.argv.slice(2) as [string, string, string, string];
const since = performance.now();
const events = what === 'scan' ? await scan(paths[0], paths[1]) : await replay(...paths);
const ms = performance.now() - since;
const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1000, peakRssMiB, events }));
