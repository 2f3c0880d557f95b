import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The double in a process of its own, as a server is. */
export interface DoubleProcess {
  readonly url: string;
  readonly pid: number;
  /** Resolves when the process has ended. */
  end(): Promise<void>;
}

/** Starts `main.js` beside this file: only what was built can be started. */
export async function startDoubleProcess(...options: readonly string[]): Promise<DoubleProcess> {
  const path = fileURLToPath(new URL('main.js', import.meta.url));
  const child = spawn(process.execPath, [path, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };
  return {
    url,
    pid: child.pid!,
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}
