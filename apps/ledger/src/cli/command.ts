import { type Command, Option } from 'commander';
import {
  type Configuration,
  type SettingName,
  flagOf,
  readConfiguration,
  ruleOf,
  variableOf,
} from '../configuration/index.js';
import { CommandEnded, EXIT, EXIT_CODES_HELP } from './exit-codes.js';
import { type Output, createOutput } from './output.js';

export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** What the body of a command gets. */
export interface Run {
  readonly configuration: Configuration;
  readonly output: Output;
  readonly options: Options;
}

function addSettings(command: Command, settings: readonly SettingName[]): void {
  for (const name of settings) {
    const { description, default: value } = ruleOf(name);
    command.addOption(
      new Option(`${flagOf(name)} <value>`, `${description} (default ${value}; ${variableOf(name)})`),
    );
  }
}

/** The configuration that flags and environment give, or the end of the command. */
function configurationFrom(options: Options, settings: readonly SettingName[]): Configuration {
  const flags = Object.fromEntries(
    settings.map((name) => [name, typeof options[name] === 'string' ? options[name] : undefined]),
  );
  const read = readConfiguration(process.env, flags);
  if ('refused' in read) throw new CommandEnded(EXIT.usage, read.refused);
  return read.configuration;
}

/** Adds the settings, `--json`, examples and exit codes every command has, and runs its body. */
export function defineCommand(
  command: Command,
  settings: readonly SettingName[],
  examples: readonly string[],
  body: (run: Run) => Promise<void>,
): void {
  addSettings(command, settings);
  command
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}\n${EXIT_CODES_HELP}`,
    )
    .action(async () => {
      const options = command.opts<Options>();
      const output = createOutput(options['json'] === true);
      try {
        await body({ configuration: configurationFrom(options, settings), output, options });
      } catch (fault) {
        if (!(fault instanceof CommandEnded)) throw fault;
        output.refused(fault.refusals);
        process.exitCode = fault.exitCode;
      }
    });
}
