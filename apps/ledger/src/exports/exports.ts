import type { ExportDefinition } from './definition.js';
import { fec, fecWithoutOpening } from './fec-extract.js';
import { journal } from './journal-table.js';
import { beancount, hledger } from './ledger-journals.js';
import { trialBalance } from './trial-balance-table.js';

/** Every export there is, in the order in which they are listed. */
export const EXPORTS: readonly ExportDefinition[] = [
  journal,
  trialBalance,
  hledger,
  beancount,
  fec,
  fecWithoutOpening,
];
