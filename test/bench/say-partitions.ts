import { benchPartitions } from './partitions.js';
import { row, whole } from './table.js';

/** Prints what partitions in processes of their own gain. */
export async function sayPartitions(
  sizes: {
    readonly folder: string;
    readonly heaters: number;
    readonly hours: number;
    readonly rounds: number;
  },
  say: (line: string) => void,
): Promise<void> {
  say('\nReplay from an embedded log into read models on PostgreSQL, on the same processors as its server');
  const { folder, heaters, hours: uploadsPerHeater, rounds } = sizes;
  const figures = await benchPartitions({ folder, heaters, uploadsPerHeater, rounds });
  row('', 'readings/s', 'to one', 'CPU of each, s', 'of the server, s', 'peak RSS MiB');
  for (const one of figures)
    row(
      one.partitions === 1 ? '1 process' : `${one.partitions} processes, a partition each`,
      whole(one.readingsPerSecond),
      (one.readingsPerSecond / figures[0]!.readingsPerSecond).toFixed(2),
      one.cpuSeconds.map((cpu) => cpu.toFixed(2)).join(' + '),
      one.serverCpuSeconds.toFixed(2),
      whole(one.peakRssMiB),
    );
}
