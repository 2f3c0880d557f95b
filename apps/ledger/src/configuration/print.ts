import { type Configuration, SETTING_NAMES, flagOf, ruleOf, variableOf } from './settings.js';

/** `kurrentdb://user:secret@host` → `kurrentdb://***@host`: a password inside an address is never printed. */
const redacted = (value: string | number): string | number =>
  typeof value === 'string' ? value.replaceAll(/(:\/\/)[^/@\s]+@/g, '$1***@') : value;

/** The configuration as it may be logged. */
export function printable(configuration: Configuration): Readonly<Record<string, string | number>> {
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, redacted(configuration[name])]));
}

/** The table of docs/configuration.md. */
export function settingsTable(): string {
  const rows = SETTING_NAMES.map((name) => {
    const { default: value, description } = ruleOf(name);
    return `| \`${variableOf(name)}\` | \`${flagOf(name)}\` | \`${value}\` | ${description} |`;
  });
  return ['| variable | flag | default | what it is |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
