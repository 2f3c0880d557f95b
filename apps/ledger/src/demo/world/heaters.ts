import { MONTH_FROM_MS, SETUP_AT_MS } from '../model/month.js';
import type { HeaterPlan } from '../telemetry/heater-plan.js';
import { command, type DatedCommand } from './command.js';

/** An installation is recorded once it has happened. */
const INSTALLED_AT_MS = MONTH_FROM_MS + 3_600_000;

/** From the factory to its place: what has to be said about a heater around its first upload. */
export function heaterCommands(plan: HeaterPlan, publicKey: string): DatedCommand[] {
  const { heater, model, site, supplyPoint, dwelling, mainWh, auxWh, household } = plan;
  const before = [
    command('commission-heater', {
      heater,
      model: model.model,
      processorModel: model.processorModel,
      processors: model.processors,
      cores: model.cores,
      ratedMainW: model.ratedMainW,
      ratedAuxW: model.ratedAuxW,
      registerDigits: 9,
      meterClass: 'MID class B',
      meterCertificate: `DEMO-${heater}`,
    }),
    command('open-heater-epoch', { heater, epoch: 0, publicKey, reason: 'first board' }),
    household
      ? command('declare-heater-household', { heater, reason: 'stands in a home' })
      : command('declare-heater-plain', { heater, reason: 'stands in a workplace' }),
  ].map((each): DatedCommand => ({ ...each, atMs: SETUP_AT_MS }));
  const place = { at: MONTH_FROM_MS, site, supplyPoint, dwelling, mainWh, auxWh };
  return [...before, { ...command('install-heater', { heater, ...place }), atMs: INSTALLED_AT_MS }];
}
