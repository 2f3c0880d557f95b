import { Decimal, addExact } from '#domain/quantity';
import type { SealedHeater } from '#events';
import { claimOf, type Claim } from './claim.js';
import type { UsefulHeatRule } from './waste.js';

/** Time with a room temperature and a setpoint, and of it at the setpoint (s), over all heaters. */
export interface SetpointTime {
  readonly sensedS: number;
  readonly atSetpointS: number;
  readonly heatersSensed: number;
  readonly heaters: number;
}

export function setpointTime(sealed: readonly SealedHeater[]): SetpointTime {
  const time = { sensedS: 0, atSetpointS: 0, heatersSensed: 0, heaters: sealed.length };
  for (const { comfort = [] } of sealed) {
    if (comfort.some((row) => row.sensedS > 0)) time.heatersSensed++;
    for (const row of comfort) {
      time.sensedS = addExact(time.sensedS, row.sensedS);
      time.atSetpointS = addExact(time.atSetpointS, row.atSetpointS);
    }
  }
  return time;
}

const hours = (seconds: number): string => new Decimal(seconds).div(3600).toFixed(2, Decimal.ROUND_HALF_UP);

/** Hours in which a room was below its setpoint. */
export function setpointClaim(
  { sensedS, atSetpointS, heatersSensed, heaters }: SetpointTime,
  { rule, event }: UsefulHeatRule,
): Claim {
  const references = { events: event === null ? [] : [event] };
  const inputs = {
    sensedHours: hours(sensedS),
    hoursAtSetpoint: hours(atSetpointS),
    ...(sensedS === 0
      ? {}
      : { shareAtSetpoint: new Decimal(atSetpointS).div(sensedS).toFixed(4, Decimal.ROUND_HALF_UP) }),
    heatersSensed,
    heaters,
    toleranceDeciC: rule.setpointToleranceDeciC,
  };
  if (sensedS === 0)
    return claimOf('hours-below-setpoint', {
      figure: null,
      holds: null,
      inputs,
      references,
      missing: ['room temperatures and setpoints: no heater told any'],
    });
  const belowS = sensedS - atSetpointS;
  return claimOf('hours-below-setpoint', { figure: hours(belowS), holds: belowS === 0, inputs, references });
}
