import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const START_MS_MAX = 60_000;

/** A program of the build in a process of its own; it says where it answers in its first line, or says nothing. */
export class Child {
  private static readonly all = new Set<Child>();

  /** Whatever a test that broke off left running. */
  static async killAll(): Promise<void> {
    await Promise.all([...Child.all].map((child) => child.kill()));
  }

  private constructor(
    private readonly process: ChildProcess,
    readonly name: string,
    /** Empty where it serves nothing. */
    readonly url: string,
  ) {}

  /** @param program path below `dist` */
  static async start(
    name: string,
    program: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    { tellsUrl }: { readonly tellsUrl: boolean },
  ): Promise<Child> {
    const path = join(process.cwd(), 'dist', program);
    const plain = Object.entries(process.env).filter(([key]) => !key.startsWith('HEATLEDGER_'));
    const child = spawn(process.execPath, [path, ...args], {
      // An open stdin tells the child that its parent lives.
      stdio: ['pipe', tellsUrl ? 'pipe' : 'ignore', 'inherit'],
      env: { ...Object.fromEntries(plain), ...env },
    });
    const url = tellsUrl ? await firstUrl(child, name) : '';
    const started = new Child(child, name, url);
    Child.all.add(started);
    child.once('exit', () => Child.all.delete(started));
    return started;
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    await this.signal('SIGKILL');
  }

  /** As an operator does; answers the exit code. */
  async end(): Promise<number | null> {
    await this.signal('SIGTERM');
    return this.process.exitCode;
  }

  /** Its exit code, once it ends by itself. */
  async ended(): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
    return this.process.exitCode;
  }

  private async signal(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const closed = once(this.process, 'exit');
    this.process.kill(signal);
    await closed;
  }
}

function firstUrl(child: ChildProcess, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${name} did not start in time`)), START_MS_MAX);
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const line = /^(\{.*\})$/m.exec(text)?.[1];
      if (line === undefined) return;
      clearTimeout(late);
      resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`${name} ended with ${String(code)}`));
    });
  });
}
