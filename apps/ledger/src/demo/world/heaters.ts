import { MONTH_FROM_MS } from '../model/month.js';
import type { HeaterPlan } from '../telemetry/heater-plan.js';
import { command, type DemoCommand } from './command.js';

/** From the factory to its place: what has to be said about a heater before its first upload. */
export function heaterCommands(plan: HeaterPlan, publicKey: string): DemoCommand[] {
  const { heater, model, site, supplyPoint, dwelling, mainWh, auxWh, household } = plan;
  return [
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
    command('install-heater', { heater, at: MONTH_FROM_MS, site, supplyPoint, dwelling, mainWh, auxWh }),
  ];
}
