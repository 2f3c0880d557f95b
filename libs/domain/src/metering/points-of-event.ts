import type {
  EnergyCorrected,
  EstimateAccepted,
  HeaterInstalled,
  HeaterMeterExchanged,
  HeaterMoved,
  HeaterOpened,
  HeaterRemoved,
  HeaterReset,
  SpanSetAside,
} from '#events';
import { exhausted } from '#domain/decision';
import type { Point } from './point.js';

/** Events of a heater that name instants at which its registers must be known. */
export type PointEvent =
  | HeaterInstalled
  | HeaterMoved
  | HeaterRemoved
  | HeaterMeterExchanged
  | HeaterOpened
  | HeaterReset
  | EnergyCorrected
  | EstimateAccepted
  | SpanSetAside;

const cut = (at: number): Point => ({ at, knot: null });

/** Knots where a person read the registers, cuts where energy must be told apart. */
export function pointsOf(event: PointEvent): readonly Point[] {
  switch (event.type) {
    case 'HeaterInstalled':
    case 'HeaterMoved':
    case 'HeaterRemoved': {
      const { at, mainWh, auxWh } = event.data;
      return [{ at, knot: { mainWh, auxWh, next: null } }];
    }
    case 'HeaterMeterExchanged': {
      const { at, oldMainWh, oldAuxWh, newMainWh, newAuxWh } = event.data;
      const next = { mainWh: newMainWh, auxWh: newAuxWh };
      return [{ at, knot: { mainWh: oldMainWh, auxWh: oldAuxWh, next } }];
    }
    case 'HeaterOpened':
    case 'HeaterReset':
      return [cut(event.data.at)];
    case 'EnergyCorrected':
    case 'EstimateAccepted':
    case 'SpanSetAside':
      return [cut(event.data.from), cut(event.data.to)];
    default:
      return exhausted(event);
  }
}
