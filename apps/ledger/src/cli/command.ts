import { type Command, Option } from 'commander';
import {
  type Configuration,
  type SettingName,
  defaultOf,
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
    const { description } = ruleOf(name);
    command.addOption(
      new Option(
        `${flagOf(name)} <value>`,
        `${description} (default ${defaultOf(name)}; ${variableOf(name)})`,
      ),
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

/** One command: what it takes, what its help says, and where its body is. */
export interface CommandDefinition {
  readonly name: string;
  readonly description: string;
  /** Settings it takes as flags; the environment gives all of them. */
  readonly settings: readonly SettingName[];
  readonly options: readonly Option[];
  /** What stands after the name, without a flag; the body finds it among the options. */
  readonly argument?: { readonly name: string; readonly description: string };
  readonly notes?: string;
  readonly examples: readonly string[];
  readonly body: () => Promise<(run: Run) => Promise<void>>;
}

function helpAfter({ notes = '', examples }: CommandDefinition): string {
  return `${notes}\n\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}\n${EXIT_CODES_HELP}`;
}

/** Adds a command with the settings, `--json`, examples and exit codes every command has. */
export function addCommand(program: Command, definition: CommandDefinition): void {
  const { name, description, settings, options, argument } = definition;
  const command = program.command(name).description(description);
  if (argument !== undefined) command.argument(`<${argument.name}>`, argument.description);
  for (const option of options) command.addOption(option);
  addSettings(command, settings);
  command
    .option('--json', 'print the result as JSON')
    .addHelpText('after', helpAfter(definition))
    .exitOverride()
    .action(async () => {
      const given = {
        ...command.opts<Options>(),
        ...(argument === undefined ? {} : { [argument.name]: command.args[0] }),
      };
      const output = createOutput(given['json'] === true);
      try {
        const configuration = configurationFrom(given, settings);
        await (
          await definition.body()
        )({ configuration, output, options: given });
      } catch (fault) {
        if (!(fault instanceof CommandEnded)) throw fault;
        output.refused(fault.refusals);
        process.exitCode = fault.exitCode;
      }
    });
}
