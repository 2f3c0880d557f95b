import { parseArgs } from 'node:util';
import type { Refusal } from '#domain/decision';
import { PROGRAM_SETTINGS, VARIABLES, type SettingName } from './variables.js';

export type Settings = { readonly [Name in SettingName]: (typeof VARIABLES)[Name]['default'] } & {
  readonly rebuild: boolean;
  readonly help: boolean;
};

export type SettingsRead =
  { readonly settings: Settings } | { readonly refused: readonly [Refusal, ...Refusal[]] };

type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'HEATLEDGER_';
const NAMES = Object.keys(VARIABLES) as readonly SettingName[];

/**
 * Addresses, sizes and secrets from the environment and the command line, which wins. All faults are named at once,
 * and none shows what an address holds.
 * Refusals: SETTING_UNKNOWN, SETTING_INVALID; `field` is the variable or flag at fault.
 */
export function readSettings(words: readonly string[], environment: Environment): SettingsRead {
  const flags = flagsOf(words);
  if ('refused' in flags) return flags;
  const refused: Refusal[] = unknownVariables(environment);
  const read: Partial<Record<SettingName, string | number>> = {};
  for (const name of NAMES) {
    const { variable, default: standard } = VARIABLES[name];
    const flag = name === 'dataDir' ? flags.dataDir : undefined;
    const text = flag ?? environment[variable];
    const value = text === undefined ? standard : valueOf(name, text);
    if (value === null) refused.push(invalid(name, flag === undefined ? variable : '--data-dir'));
    else read[name] = value;
  }
  const settings = { ...read, rebuild: flags.rebuild, help: flags.help } as Settings;
  if (settings.eventStoreUrl !== '' && settings.databaseUrl === '')
    refused.push({
      code: 'SETTING_INVALID',
      field: VARIABLES.eventStoreUrl.variable,
      remedy: `Keys of a log on a server stand in a database. Set ${VARIABLES.databaseUrl.variable}, or unset this.`,
    });
  if (settings.partitions > 1 && settings.databaseUrl === '')
    refused.push({
      code: 'SETTING_INVALID',
      field: VARIABLES.partitions.variable,
      remedy: `Read models in files are projected whole. Set ${VARIABLES.databaseUrl.variable}, or 1.`,
    });
  const [first, ...rest] = refused;
  return first === undefined || settings.help ? { settings } : { refused: [first, ...rest] };
}

interface Flags {
  readonly dataDir: string | undefined;
  readonly rebuild: boolean;
  readonly help: boolean;
}

function flagsOf(words: readonly string[]): Flags | { readonly refused: readonly [Refusal] } {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        'data-dir': { type: 'string' },
        rebuild: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return { dataDir: values['data-dir'], rebuild: values.rebuild, help: values.help };
  } catch (error) {
    const remedy = `${error instanceof Error ? error.message : String(error)}. See --help.`;
    return { refused: [{ code: 'SETTING_UNKNOWN', field: 'command line', remedy }] };
  }
}

const unknownVariables = (environment: Environment): Refusal[] =>
  Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !PROGRAM_SETTINGS.has(name))
    .map((field) => ({
      code: 'SETTING_UNKNOWN',
      field,
      remedy: 'There is no such setting. Correct its name or unset it; --help lists those of a projector.',
    }));

/** Null: it cannot be used. */
function valueOf(name: SettingName, text: string): string | number | null {
  const rule = VARIABLES[name];
  if ('pattern' in rule) return rule.pattern.test(text) ? text : null;
  if (!/^\d{1,15}$/.test(text)) return null;
  const value = Number(text);
  return value >= rule.minimum && value <= rule.maximum ? value : null;
}

function invalid(name: SettingName, field: string): Refusal {
  const rule = VARIABLES[name];
  const allowed = 'pattern' in rule ? rule.shape : `a whole number from ${rule.minimum} to ${rule.maximum}`;
  return {
    code: 'SETTING_INVALID',
    field,
    remedy: `It cannot be used. It is the ${rule.description}: ${allowed}.`,
  };
}
