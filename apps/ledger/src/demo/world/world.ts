import { SETUP_AT_MS } from '../model/month.js';
import type { HeaterPlan } from '../telemetry/heater-plan.js';
import { blockCommands, blockHeaters } from './block.js';
import { clientCommands, traceClients } from './clients.js';
import type { DatedCommand, DemoCommand } from './command.js';
import { companyCommands } from './company.js';
import { computePriceCommands, laterComputePrices } from './compute-prices.js';
import { decisionsFor, type Decision } from './decisions.js';
import { benchmarkCommands } from './evidence.js';
import { heaterCommands } from './heaters.js';
import { dailyCommands } from './daily-prices.js';
import { laterPrices, priceCommands } from './prices.js';
import { residentCommands } from './residents.js';
import { officeCommands, officeHeaters, schoolCommands, schoolHeaters } from './workplaces.js';

/** How much of it: the demo has all, a test a few. */
export interface WorldSize {
  readonly dwellings: number;
  readonly schoolHeaters: number;
  readonly officeHeaters: number;
}

export const FULL_SIZE: WorldSize = { dwellings: 100, schoolHeaters: 25, officeHeaters: 15 };

export interface World {
  readonly size: WorldSize;
  readonly heaters: readonly HeaterPlan[];
  /** Everything people tell the ledger that does not depend on a register, in order of time. */
  readonly commands: readonly DatedCommand[];
  /** What people decide about heaters in the course of the month. */
  readonly decisions: readonly Decision[];
}

/** Three buildings with everyone in them. `users` are the clients of a job trace; without, the demo's own clients. */
export function makeWorld(seed: string, size: WorldSize, users: readonly number[] | null): World {
  const heaters = [
    ...blockHeaters(size.dwellings, seed),
    ...schoolHeaters(size.schoolHeaters, seed),
    ...officeHeaters(size.officeHeaters, seed),
  ];
  const daily = dailyCommands(seed);
  const setup = [
    ...companyCommands(seed),
    ...priceCommands(),
    ...daily.filter(({ atMs }) => atMs === SETUP_AT_MS),
    ...computePriceCommands(),
    ...blockCommands(size.dwellings, seed),
    ...schoolCommands(seed),
    ...officeCommands(seed),
    ...(users === null ? clientCommands(seed) : traceClients(users, seed)),
    ...benchmarkCommands(),
  ].map(({ command, data }: DemoCommand): DatedCommand => ({ command, data, atMs: SETUP_AT_MS }));
  const commands = [
    ...setup,
    ...residentCommands(size.dwellings, seed),
    ...daily.filter(({ atMs }) => atMs > SETUP_AT_MS),
    ...laterPrices(),
    ...(users === null ? laterComputePrices() : []),
  ].sort((a, b) => a.atMs - b.atMs);
  return { size, heaters, commands, decisions: decisionsFor(heaters, size.dwellings) };
}

/** Commands that put the heaters in place; their public keys come from the senders. */
export function placingCommands(
  heaters: readonly HeaterPlan[],
  publicKeyOf: (heater: string) => string,
): DatedCommand[] {
  return heaters.flatMap((plan) => heaterCommands(plan, publicKeyOf(plan.heater)));
}
