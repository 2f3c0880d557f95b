import { Option } from 'commander';
import type { CommandDefinition } from './command.js';

const SPEAKS = ['dataDir', 'logLevel'] as const;

const exportBooks: CommandDefinition = {
  name: 'export',
  description: 'write the books as a file for accountants and their programs',
  settings: SPEAKS,
  argument: { name: 'what', description: 'one of those that `heatledger export list` prints' },
  options: [
    new Option('--out <file or folder>', 'where to; in a folder, the file gets a name of its own').default(
      '.',
    ),
    new Option('--from <yyyy-mm-dd>', 'first date of the entries'),
    new Option('--to <yyyy-mm-dd>', 'last date of the entries'),
    new Option('--year <yyyy>', 'instead of both: the fiscal year that ends in this calendar year'),
    new Option('--format <format>', 'one of those of the export (default: its first)'),
    new Option('--at-index <n>', 'last event of the log that counts: the same file again (default: all)'),
    new Option('--force', 'write over a file that is there'),
  ],
  notes: `
The books are read as they stand at one index of the log, whatever is recorded meanwhile; it stands in the name of
the file. The file appears once it is whole. Names of people stay pseudonyms.`,
  examples: [
    'npm run heatledger -- export list',
    'npm run heatledger -- export hledger --year 2026 --out books.journal',
    'npm run heatledger -- export trial-balance --format xlsx --from 2026-03-01 --to 2026-03-31 --out exports/',
    'npm run heatledger -- export journal --at-index 1204 --json',
  ],
  body: async () => (await import('./export.js')).exportBooks,
};

/** The books as files. */
export const EXPORT_COMMANDS: readonly CommandDefinition[] = [exportBooks];
