import { setTimeout as delay } from 'node:timers/promises';
import { runDemo, type DemoResult } from '../../apps/ledger/src/demo/index.js';
import { CLOSE_AT_MS, NEXT_CLOSE_AT_MS } from '../../apps/ledger/src/demo/model/month.js';
import type { WorldSize } from '../../apps/ledger/src/demo/world/world.js';
import type { Fleet } from './fleet.js';

export interface FireOptions {
  readonly fleet: Fleet;
  readonly out: string;
  readonly seed: string;
  readonly size?: WorldSize;
  /** Kills at so many turns of the clock apart, besides all four at each close. */
  readonly everyTurns: number;
  readonly killsMax: number;
  readonly say: (text: string) => void;
}

/** After a turn of the clock: in the middle of what the demo sends then. */
const INTO_THE_TURN_MS = 150;

/** The demo against a fleet of which one after the other is killed and started again while it is played. */
export async function demoUnderFire(options: FireOptions): Promise<DemoResult & { readonly kills: number }> {
  const { fleet, out, seed, size, everyTurns, killsMax, say } = options;
  let turns = 0;
  let kills = 0;
  let last: Promise<void> = Promise.resolve();
  let fault: unknown = null;
  const killNext = async (): Promise<void> => {
    if (kills >= killsMax) return;
    const name = fleet.names[kills % fleet.names.length]!;
    kills += 1;
    await delay(INTO_THE_TURN_MS);
    say(`killing ${name}`);
    await fleet.killAndRestart(name);
    say(`${name} is back`);
  };
  const turnClock = (ms: number): void => {
    fleet.turnClock(ms);
    turns += 1;
    const isClose = ms === CLOSE_AT_MS || ms === NEXT_CLOSE_AT_MS;
    // Whoever serves the close, and whoever projects it, is among them.
    const count = isClose ? fleet.names.length : turns % everyTurns === 0 ? 1 : 0;
    for (let at = 0; at < count; at++)
      last = last.then(killNext).catch((error: unknown) => void (fault ??= error));
  };
  const result = await runDemo({
    once: true,
    out,
    seed,
    json: true,
    port: 0,
    ...(size === undefined ? {} : { size }),
    elsewhere: { urls: fleet.urls, turnClock },
    stdout: { write: () => true },
    stderr: { write: (text) => say(text) },
  });
  await last;
  if (fault !== null) throw fault instanceof Error ? fault : new Error(String(fault));
  return { ...result, kills };
}
