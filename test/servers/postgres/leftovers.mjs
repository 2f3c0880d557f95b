import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const SERVER_FOLDER = 'server-';
const KEEPER = 'keeper.pid';
export const keeperFile = (folder) => join(folder, KEEPER);

/** Command line of a process; empty where there is none of this id. */
function commandOf(pid) {
  try {
    if (existsSync('/proc/self/cmdline'))
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function pidIn(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

/** Whether a process of this id still runs; one that only waits to be reaped does not. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    if (!existsSync('/proc/self/stat')) return true;
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Ends the server of this folder at once, and nothing else: its process names the folder in its command line. */
export async function endServer(folder) {
  const data = join(folder, 'data');
  const pid = pidIn(join(data, 'postmaster.pid'));
  if (pid !== null && commandOf(pid).includes(data)) {
    process.kill(pid, 'SIGQUIT');
    for (let waited = 0; isAlive(pid) && waited < 200; waited++) await pause(10);
    if (isAlive(pid) && commandOf(pid).includes(data)) process.kill(pid, 'SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

const JUST_MADE_MS = 30_000;

/** Ends the servers whose keeper is gone: it was killed before it could end them. */
export async function endLeftovers(servers) {
  for (const name of readdirSync(servers).filter((it) => it.startsWith(SERVER_FOLDER))) {
    const folder = join(servers, name);
    const keeper = pidIn(keeperFile(folder));
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (keeper === null ? age < JUST_MADE_MS : isAlive(keeper) && commandOf(keeper).includes('keeper.mjs'))
      continue;
    await endServer(folder);
  }
}
