import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const HELP = `Follows the log of a data folder and keeps its read models, in a process of its own.

  HEATLEDGER_DATA_DIR   data folder (default ./data/ledger); --data-dir wins
  HEATLEDGER_LOG_LEVEL  least severe line that is logged (default info)
  --rebuild             make the read models anew from event 0, switch to them, and end

Do not run it beside a ledger that projects the same folder itself: of two projectors one stops.
Exit codes: 0 done, 1 failed, 2 wrong usage.`;

export interface Settings {
  readonly logPath: string;
  readonly dir: string;
  readonly keysPath: string;
  readonly logLevel: string;
  readonly rebuild: boolean;
  readonly help: boolean;
}

/** Addresses from the environment and the command line. @throws TypeError where a flag is unknown. */
export function readSettings(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const { values } = parseArgs({
    args: [...words],
    options: {
      'data-dir': { type: 'string' },
      rebuild: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const dataDir = resolve(values['data-dir'] ?? environment['HEATLEDGER_DATA_DIR'] ?? './data/ledger');
  return {
    logPath: join(dataDir, 'log.sqlite'),
    dir: join(dataDir, 'read-models'),
    keysPath: join(dataDir, 'keys.jsonl'),
    logLevel: environment['HEATLEDGER_LOG_LEVEL'] ?? 'info',
    rebuild: values.rebuild,
    help: values.help,
  };
}
