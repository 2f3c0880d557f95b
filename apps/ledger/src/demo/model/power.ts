/**
 * How work becomes energy: the one place that says it.
 *
 *   main      P = idle + (rated − idle) · busy cores ÷ cores
 *   auxiliary P = what the room needs beyond rated power, up to the rating of the resistive element
 *
 * Busy cores are payload (work of clients) plus burn (computing nothing, for heat). Burn fills the gap between
 * payload and the heat that the room asks for; payload is never slowed down because a room is warm. An opened
 * heater stands still. Low power (a warm room, summer) halves the cores for payload and burns nothing.
 * All integers: energy is counted in W·core·ms and shown by a register as whole Wh, so no rounding piles up.
 */
export interface HeaterModel {
  readonly model: string;
  readonly processorModel: string;
  readonly processors: number;
  readonly cores: number;
  /** Power at full load and at rest (W). */
  readonly ratedMainW: number;
  readonly idleW: number;
  readonly ratedAuxW: number;
  /** Clock of a core in tenths of GHz. */
  readonly deciGhz: number;
}

export const HOME_HEATER: HeaterModel = {
  model: 'Foyer 500',
  processorModel: 'F-4x4-30',
  processors: 4,
  cores: 16,
  ratedMainW: 500,
  idleW: 36,
  ratedAuxW: 400,
  deciGhz: 30,
};

export const HALL_HEATER: HeaterModel = {
  model: 'Foyer 650',
  processorModel: 'F-3x8-28',
  processors: 3,
  cores: 24,
  ratedMainW: 650,
  idleW: 45,
  ratedAuxW: 500,
  deciGhz: 28,
};

export type Mode = 'normal' | 'low-power' | 'stopped';

/** Cores that a mode leaves for payload. */
export function payloadCores(model: HeaterModel, mode: Mode): number {
  if (mode === 'stopped') return 0;
  return mode === 'low-power' ? model.cores / 2 : model.cores;
}

export interface StepLoad {
  readonly burnCoreMs: number;
  readonly auxW: number;
}

/** What a heater adds to its payload over `dtMs` so that the room gets `demandW`. */
export function loadFor(
  model: HeaterModel,
  mode: Mode,
  demandW: number,
  payloadCoreMs: number,
  dtMs: number,
): StepLoad {
  if (mode !== 'normal') return { burnCoreMs: 0, auxW: 0 };
  const capacityCoreMs = model.cores * dtMs;
  const wantedCoreMs = Math.floor(
    (Math.max(0, demandW - model.idleW) * capacityCoreMs) / (model.ratedMainW - model.idleW),
  );
  const burnCoreMs = Math.max(0, Math.min(wantedCoreMs, capacityCoreMs) - payloadCoreMs);
  return { burnCoreMs, auxW: Math.min(model.ratedAuxW, Math.max(0, demandW - model.ratedMainW)) };
}

/** Energy of the main register over `dtMs`, in W·core·ms; `whOf` turns a sum of these into Wh. */
export function mainEnergy(model: HeaterModel, mode: Mode, busyCoreMs: number, dtMs: number): number {
  if (mode === 'stopped') return 0;
  return model.idleW * model.cores * dtMs + (model.ratedMainW - model.idleW) * busyCoreMs;
}

/** Whole Wh that a register shows for a sum of W·core·ms. */
export const mainWhOf = (model: HeaterModel, energy: number): number =>
  Math.floor(energy / (model.cores * 3_600_000));
/** Whole Wh that a register shows for a sum of W·ms. */
export const auxWhOf = (energy: number): number => Math.floor(energy / 3_600_000);
