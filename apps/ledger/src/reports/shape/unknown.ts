import { Problem } from '../../http/index.js';

/** What is no event: its names are listed elsewhere. */
const LISTED: Readonly<Record<string, string>> = {
  export: 'GET /v1/exports lists those that there are',
  batch: 'GET /v1/exports/batches lists those that were cut',
  'document-check':
    'the last ones alone are remembered, until the ledger starts again; POST /v1/document-checks begins one',
};

const SO_FAR = ' among the events known so far; Heatledger-Next-Index says how far that is';

/** Refuses a name that nothing known so far has: 404, `HEATER_UNKNOWN` and the like. */
export function unknown(what: string, name: string): never {
  const listed = LISTED[what] === undefined ? undefined : `: ${LISTED[what]}`;
  throw new Problem(404, {
    code: `${what.toUpperCase().replaceAll('-', '_')}_UNKNOWN`,
    field: what,
    remedy: `There is no ${what.replaceAll('-', ' ')} ${name}${listed ?? SO_FAR}.`,
  });
}
