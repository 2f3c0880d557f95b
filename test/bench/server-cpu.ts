import { readFileSync, readdirSync } from 'node:fs';

/** Clock ticks of Linux are hundredths of a second for programs: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICK_MS = 10;
const PARENT = 1;
const [OWN_USER, OWN_SYSTEM, ENDED_USER, ENDED_SYSTEM] = [11, 12, 13, 14] as const;

/** Fields from the state on; the name before them may hold blanks. Null: it has ended. */
function fieldsOf(pid: number): readonly number[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return null;
  }
}

/** CPU time of a server, of the processes it has, and of those it had (ms); 0 where /proc does not tell. */
export function cpuMsOfServer(pid: number): number {
  const server = fieldsOf(pid);
  if (server === null) return 0;
  const live = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => [fieldsOf(Number(name)) ?? []])
    .filter((fields) => fields[PARENT] === pid)
    .reduce((sum, fields) => sum + fields[OWN_USER]! + fields[OWN_SYSTEM]!, 0);
  const own = server[OWN_USER]! + server[OWN_SYSTEM]! + server[ENDED_USER]! + server[ENDED_SYSTEM]!;
  return (own + live) * TICK_MS;
}
