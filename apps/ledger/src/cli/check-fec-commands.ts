import { Option } from 'commander';
import type { CommandDefinition } from './command.js';

const checkFec: CommandDefinition = {
  name: 'check-fec',
  description:
    "check any accounting package's FEC file by LPF art. A47 A-1; reads the file only, needs no ledger",
  settings: [],
  argument: { name: 'file', description: 'the file, named as the norm says: 123456789FEC20261231.txt' },
  options: [
    new Option('--from <yyyy-mm-dd>', 'first day of a fiscal year that has not twelve months'),
    new Option(
      '--numbering <of>',
      'what numbers the entries: one sequence of the file, or one of each journal',
    )
      .choices(['file', 'journal'])
      .default('file'),
    new Option(
      '--ignore <rules>',
      'rules not to look at, with commas between: AMOUNT_NO_SIDE,VALID_DATE_ORDER',
    ),
  ],
  notes: `
Each finding says line, column, rule, what stands there and what is expected: the first twenty of each rule are
listed, all are counted. Debit must equal credit in every entry and in total, which the tax office's own program
does not look at. Exit code 3: something was found. The rules: docs/exports.md.`,
  examples: [
    'npm run -s heatledger -- check-fec 123456789FEC20261231.txt',
    'npm run -s heatledger -- check-fec 123456789FEC20261231.txt --numbering journal --json',
  ],
  body: async () => (await import('./check-fec.js')).checkFec,
};

/** Files of accounting that need no ledger. */
export const CHECK_COMMANDS: readonly CommandDefinition[] = [checkFec];
