import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/apps/ledger/src/main.js', import.meta.url));
const START_MS_MAX = 30_000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The address that this very process wrote, once it answers. */
async function urlOf(dataDir: string, pid: number): Promise<string | null> {
  try {
    const address = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8')) as {
      pid: number;
      url: string;
    };
    return address.pid === pid ? address.url : null;
  } catch {
    return null;
  }
}

/** `heatledger serve` in a process of its own, on a free port. */
export class ServedLedger {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(dataDir: string): Promise<ServedLedger> {
    const args = [PROGRAM, 'serve', '--data-dir', dataDir, '--port', '0', '--log-level', 'warn'];
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('HEATLEDGER_')),
    );
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    const { pid } = child;
    if (pid === undefined) throw new Error('the ledger could not be started');
    for (let waitedMs = 0; waitedMs < START_MS_MAX; waitedMs += 20) {
      const url = await urlOf(dataDir, pid);
      if (url !== null) return new ServedLedger(child, url);
      if (child.exitCode !== null) throw new Error(`the ledger ended with ${child.exitCode}`);
      await wait(20);
    }
    child.kill('SIGKILL');
    throw new Error('the ledger did not start in time');
  }

  /** As a power cut does: nothing is written or closed any more. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await closed;
  }

  /** As an operator does; answers the exit code. */
  async end(): Promise<number | null> {
    const closed = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await closed;
    return this.child.exitCode;
  }
}
