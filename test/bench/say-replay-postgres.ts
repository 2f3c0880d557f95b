import { benchPostgresReplay } from './replay-postgres.js';
import { row, whole } from './table.js';

/** Prints what a rebuild on PostgreSQL costs beside one on SQLite. */
export async function sayReplayPostgres(
  sizes: {
    readonly folder: string;
    readonly heaters: number;
    readonly hours: number;
    readonly rounds: number;
  },
  say: (line: string) => void,
): Promise<void> {
  say('\nRebuild of read models from one log, plain bodies, until they are on the disk');
  const { folder, heaters, hours: uploadsPerHeater, rounds } = sizes;
  const figures = await benchPostgresReplay({ folder, heaters, uploadsPerHeater, rounds });
  row('', 'replayed/s', 'to SQLite', 'CPU, s', 'of the server, s', 'peak RSS MiB');
  for (const one of figures)
    row(
      `into ${one.what}`,
      whole(one.readingsPerSecond),
      (one.readingsPerSecond / figures[0]!.readingsPerSecond).toFixed(2),
      one.cpuSeconds.toFixed(2),
      one.serverCpuSeconds.toFixed(2),
      whole(one.peakRssMiB),
    );
}
