import { Command, CommanderError } from 'commander';
import { VERSION } from '../version.js';
import { addCommand } from './command.js';
import { COMMANDS } from './commands.js';
import { EXIT, EXIT_CODES_HELP } from './exit-codes.js';

const INTRODUCTION = `heatledger: what computing clients owe, what owners and residents are credited, and whether the heat was free, from one append-only log.

Commands speak to the ledger that runs on the data folder, and open its files themselves only where none runs.`;

const EXAMPLES = `
A first look:
  npm run demo                                        a month of three buildings, then the API stays open
  npm run heatledger -- serve                         an empty ledger on http://127.0.0.1:8080/docs
  npm run heatledger -- import --file registry.ndjson
  npm run heatledger -- close --period 2026-01
  npm run heatledger -- status

Settings come from HEATLEDGER_… variables and flags: see docs/configuration.md and \`serve --help\`.
${EXIT_CODES_HELP}`;

function createProgram(): Command {
  const program = new Command('heatledger')
    .description(INTRODUCTION)
    .version(VERSION)
    .showHelpAfterError('(add --help for what there is)')
    .addHelpText('after', EXAMPLES)
    .exitOverride();
  for (const definition of COMMANDS) addCommand(program, definition);
  return program;
}

/** Runs one command line and sets the exit code; only faults of the program are thrown on. */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args, { from: 'user' });
  } catch (fault) {
    if (!(fault instanceof CommanderError)) throw fault;
    process.exitCode = fault.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
}
