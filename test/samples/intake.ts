import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatedClock } from '#ports/clock/simulated';
import { FileKeys } from '#ports/keys/file';
import { Intake, StoreHeaterDirectory } from '#processes/intake';
import { MemoryEventStore } from '../doubles/memory-event-store.js';
import { SEPTEMBER } from './uploads.js';

/** The clock of these specifications (ms UTC). */
export const NOW = SEPTEMBER + 86_400_000;

/** Intake on an empty log; keys stand in a folder that goes when the specification ends. */
export function startIntake() {
  const store = new MemoryEventStore();
  const folder = mkdtempSync(join(tmpdir(), 'intake-'));
  const keys = new FileKeys({ path: join(folder, 'keys') });
  const directory = new StoreHeaterDirectory({ store });
  const clock = new SimulatedClock(NOW);
  const intake = new Intake({ store, directory, keys, clock });
  const statuses = async (...uploads: unknown[]): Promise<string[]> =>
    (await intake.receive(uploads)).map((result) =>
      result.status === 'recorded' ? 'recorded' : `${result.status} ${result.code}`,
    );
  const end = (): void => rmSync(folder, { recursive: true, force: true });
  return { store, keys, directory, clock, intake, statuses, end };
}

export type StartedIntake = ReturnType<typeof startIntake>;
