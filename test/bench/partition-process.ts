import { startProjector } from '#read-models/open';

/**
 * One projector in a process of its own, as apps/projector runs it: `<log> <keys> <database url> <partitions> <end>`.
 * Says `ready`, begins at a line on stdin, ends when all partitions are at the end, prints {cpuMs, peakRssMiB}.
 */
const [log, keys, url, partitions, end] = process.argv.slice(2) as [string, string, string, string, string];

// What a projector of PostgreSQL loads when it starts is no part of its work.
await Promise.all([
  import('#read-models/postgres'),
  import('#ports/keys/open'),
  import('#ports/leases/postgres'),
]);
console.log('ready');
await new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.destroy();
const before = process.cpuUsage();
const projector = await startProjector({
  log: { kind: 'sqlite', path: log },
  keys: { kind: 'file', path: keys },
  models: { kind: 'postgres', url },
  partitions: Number(partitions),
  thread: false,
});
await projector.passed(Number(end) - 1);
await projector.close();
const { user, system } = process.cpuUsage(before);
const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ cpuMs: (user + system) / 1000, peakRssMiB }));
