import { Option } from 'commander';
import type { CommandDefinition } from './command.js';

const evidence: CommandDefinition = {
  name: 'evidence',
  description: 'write the evidence bundle of a document: contract, usage, document, payment',
  settings: ['dataDir', 'logLevel'],
  argument: { name: 'document', description: 'series and number, such as main/F-1' },
  options: [
    new Option('--out <file or folder>', 'where to; in a folder, the file gets a name of its own').default(
      '.',
    ),
    new Option('--force', 'write over a file that is there'),
  ],
  notes: `
A zip whose README.txt tells how to check it, in French and English; manifest.json has the SHA-256 and the index in
the log of each piece. Names of people stay sealed in the events.`,
  examples: [
    'npm run heatledger -- evidence main/F-1 --out F-1.zip',
    'npm run heatledger -- evidence main/F-1 --out evidence/ --json',
  ],
  body: async () => (await import('./evidence.js')).evidence,
};

/** What is handed over where a document is disputed. */
export const EVIDENCE_COMMANDS: readonly CommandDefinition[] = [evidence];
