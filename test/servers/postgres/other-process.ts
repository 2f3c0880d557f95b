import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface OtherProcess {
  readonly pid: number;
  /** Ends it as a fault of the machine would. */
  kill(): Promise<void>;
}

/** Runs a module of the build in a process of its own; resolves once it has printed a line. */
export async function otherProcess(program: string): Promise<OtherProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([
    new Promise((resolve) => createInterface(child.stdout).once('line', resolve)),
    exited.then(() => Promise.reject(new Error('the process ended: is the build up to date?'))),
  ]);
  return {
    pid: child.pid!,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
