import { Problem } from '../../http/index.js';

/** Refuses a name that nothing known so far has: 404, `HEATER_UNKNOWN` and the like. */
export function unknown(what: string, name: string): never {
  throw new Problem(404, {
    code: `${what.toUpperCase().replaceAll('-', '_')}_UNKNOWN`,
    field: what,
    remedy: `There is no ${what.replaceAll('-', ' ')} ${name} among the events known so far; Heatledger-Next-Index says how far that is.`,
  });
}
