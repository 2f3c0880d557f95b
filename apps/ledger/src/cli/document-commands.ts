import { Option } from 'commander';
import type { CommandDefinition } from './command.js';

const documents: CommandDefinition = {
  name: 'documents',
  description: 'compare every kept file of a document with its recorded hash, and mend what can be mended',
  settings: ['dataDir', 'logLevel'],
  argument: { name: 'what', description: 'check' },
  options: [
    new Option('--mend', 'make files that were never made, draw again what is gone or damaged'),
    new Option('--redraw', 'draw XML, JSON and CSV of every document again from the log, and compare'),
  ],
  notes: `
A file that is drawn again is kept only where its SHA-256 is the recorded one; another version of the program may draw
a page otherwise, and then only the backup has it. Ends with 3 where something is wrong and was not mended.`,
  examples: [
    'npm run heatledger -- documents check',
    'npm run heatledger -- documents check --mend',
    'npm run heatledger -- documents check --redraw --json',
  ],
  body: async () => (await import('./documents.js')).documents,
};

/** What concerns the files of documents. */
export const DOCUMENT_COMMANDS: readonly CommandDefinition[] = [documents];
