import { Ajv } from 'ajv';
import type { Refusal } from '#domain/decision';
import {
  type Configuration,
  SETTING_NAMES,
  type SettingName,
  Settings,
  flagOf,
  ruleOf,
  variableOf,
} from './settings.js';

/** Texts as they come from a command line; `undefined` where the flag was not given. */
export type Flags = Readonly<Partial<Record<SettingName, string | undefined>>>;

export type ConfigurationRead =
  { readonly configuration: Configuration } | { readonly refused: readonly [Refusal, ...Refusal[]] };

interface Source {
  readonly from: string;
  readonly text: string;
}

const PREFIX = 'HEATLEDGER_';
const validate = new Ajv({ allErrors: true, useDefaults: true }).compile<Configuration>(Settings);

const describe = (name: SettingName): string => {
  const { description, minimum, maximum, enum: values, examples } = ruleOf(name);
  const allowed =
    values !== undefined
      ? ` One of: ${values.join(', ')}.`
      : minimum !== undefined
        ? ` A whole number from ${minimum} to ${maximum}.`
        : examples !== undefined
          ? ` Such as ${examples[0]}.`
          : '';
  return `It is the ${description}.${allowed}`;
};

/** Whole numbers from texts; what is none stays a text, and the schema refuses it. */
const valueOf = (name: SettingName, text: string): string | number =>
  ruleOf(name).minimum !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : text;

const sharedLetters = (a: string, b: string): number => {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return shared;
};

/** An address that is none may hold a password anywhere: it is not repeated. */
const shown = (name: SettingName, source: Source | undefined): string =>
  ruleOf(name).pattern === undefined ? `'${source?.text ?? ''}'` : 'The address given';

/** What no setting tells by itself. */
function faultsTogether(
  { eventStoreUrl, databaseUrl, partitions, projector }: Configuration,
  sources: ReadonlyMap<string, Source>,
): Refusal[] {
  const faults: Refusal[] = [];
  const refuse = (name: SettingName, remedy: string): void => {
    faults.push({ code: 'SETTING_INVALID', field: sources.get(name)?.from ?? name, remedy });
  };
  if (eventStoreUrl !== '' && databaseUrl === '')
    refuse(
      'eventStoreUrl',
      `Any ledger may write to a log on a server, so its keys and locks stand where every ledger finds them: set ${variableOf('databaseUrl')}, or unset this.`,
    );
  if (databaseUrl !== '' && !URL.canParse(databaseUrl))
    refuse('databaseUrl', `The address given cannot be used. ${describe('databaseUrl')}`);
  if (partitions > 1 && databaseUrl === '')
    refuse(
      'partitions',
      `Read models in files have one part: set ${variableOf('databaseUrl')}, or leave this at 1.`,
    );
  if (projector === 'elsewhere' && databaseUrl === '')
    refuse(
      'projector',
      `Read models in files are kept by the ledger itself: set ${variableOf('databaseUrl')}, or leave this at 'here'.`,
    );
  return faults;
}

function unknownVariables(environment: Readonly<Record<string, string | undefined>>): Refusal[] {
  const known = new Map(SETTING_NAMES.map((name) => [variableOf(name), name]));
  return Object.keys(environment)
    .filter((variable) => variable.startsWith(PREFIX) && !known.has(variable))
    .map((variable) => {
      const nearest = [...known.keys()].sort(
        (a, b) => sharedLetters(b, variable) - sharedLetters(a, variable),
      );
      return {
        code: 'SETTING_UNKNOWN',
        field: variable,
        remedy: `There is no such setting; perhaps ${nearest[0]} was meant. Unset it otherwise.`,
      };
    });
}

/**
 * The configuration: flags over environment over defaults. All faults are named at once.
 * Refusals: SETTING_UNKNOWN, SETTING_INVALID; `field` is the variable or flag at fault.
 */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  flags: Flags = {},
): ConfigurationRead {
  const refused = unknownVariables(environment);
  const sources = new Map<string, Source>();
  const given: Record<string, string | number> = {};
  for (const name of SETTING_NAMES) {
    const flag = flags[name];
    const text = flag ?? environment[variableOf(name)];
    if (text === undefined) continue;
    sources.set(name, { from: flag === undefined ? variableOf(name) : flagOf(name), text });
    given[name] = valueOf(name, text);
  }
  const candidate: unknown = given;
  if (validate(candidate)) refused.push(...faultsTogether(candidate, sources));
  else {
    const faulty = new Set((validate.errors ?? []).map((error) => error.instancePath.slice(1)));
    for (const name of SETTING_NAMES) {
      if (!faulty.has(name)) continue;
      const source = sources.get(name);
      refused.push({
        code: 'SETTING_INVALID',
        field: source?.from ?? name,
        remedy: `${shown(name, source)} cannot be used. ${describe(name)}`,
      });
    }
  }
  const [first, ...rest] = refused;
  if (first !== undefined) return { refused: [first, ...rest] };
  return { configuration: Object.freeze(candidate as Configuration) };
}

/** The defaults, with what is given over them; for tests, the demo and in-process ledgers. */
export function configurationWith(settings: Partial<Configuration> = {}): Configuration {
  const defaults = Object.fromEntries(SETTING_NAMES.map((name) => [name, ruleOf(name).default]));
  return Object.freeze({ ...(defaults as unknown as Configuration), ...settings });
}
