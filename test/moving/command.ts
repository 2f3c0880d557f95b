import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = join(process.cwd(), 'dist/apps/ledger/src/main.js');

export interface Ran {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command line in a process of its own. */
export class RunningCommand {
  private readonly said = { out: '', err: '' };
  private readonly child: ChildProcess;
  readonly ended: Promise<Ran>;

  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '', ...env },
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.said.err += text));
    this.ended = new Promise((resolve) =>
      child.once('close', (exitCode) => resolve({ exitCode, ...this.said })),
    );
    this.child = child;
  }

  /** Resolves once it says this of its progress. */
  async untilItSays(word: string): Promise<void> {
    while (!this.said.err.includes(word)) {
      if (this.child.exitCode !== null) throw new Error(`it ended first: ${this.said.err}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  interrupt(): void {
    this.child.kill('SIGINT');
  }
}

export const heatledger = (...args: readonly string[]): Promise<Ran> => new RunningCommand(args).ended;
