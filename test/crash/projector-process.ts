import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/apps/projector/src/main.js', import.meta.url));

/** `apps/projector` in a process of its own, from the build. */
export class ProjectorProcess {
  private readonly ended: Promise<number | null>;
  private said = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    this.ended = once(child, 'close').then(([code]) => code as number | null);
  }

  static start(settings: Readonly<Record<string, string>>, words: readonly string[] = []): ProjectorProcess {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [PROGRAM, ...words], {
      env: { PATH, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ProjectorProcess(child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** All it has printed. */
  get output(): string {
    return this.said;
  }

  /** Its exit code; null where a signal ended it. */
  exit(): Promise<number | null> {
    return this.ended;
  }

  end(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
