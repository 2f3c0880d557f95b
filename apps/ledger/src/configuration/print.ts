import {
  type Configuration,
  SETTING_NAMES,
  type SettingName,
  flagOf,
  ruleOf,
  variableOf,
} from './settings.js';

/** Parameters of an address that tell how it is reached and never hold a secret. Any other is printed as `***`. */
const OPEN_PARAMETERS: ReadonlySet<string> = new Set([
  'application_name',
  'connect_timeout',
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'maxdiscoverattempts',
  'nodepreference',
  'sslmode',
  'tls',
  'tlsverifycert',
]);

const parameterShown = (parameter: string): string => {
  const [name = '', ...value] = parameter.split('=');
  return value.length === 0 || OPEN_PARAMETERS.has(name.toLowerCase()) ? parameter : `${name}=***`;
};

/**
 * An address as it may be printed: `esdb://user:secret@host?tls=true&userKeyFile=x` →
 * `esdb://***@host?tls=true&userKeyFile=***`. Anything before the last @ may be a password, however it is written.
 */
export function redacted(text: string): string {
  const named = text
    .replaceAll(/(:\/\/)\S*@/g, '$1***@')
    // Where the @ was forgotten, what follows the colon is no port.
    .replaceAll(/(:\/\/[^/?,:\s]*):(?!\d{1,5}(?:[/?,\s]|$))[^/?,\s]*/g, '$1:***');
  if (!named.includes('://')) return named;
  const [place = '', ...query] = named.split('?');
  return query.length === 0 ? named : `${place}?${query.join('?').split('&').map(parameterShown).join('&')}`;
}

/** The configuration as it may be logged. */
export function printable(configuration: Configuration): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    SETTING_NAMES.map((name) => {
      const value = configuration[name];
      return [name, typeof value === 'string' ? redacted(value) : value];
    }),
  );
}

/** What stands where nothing is set. */
export const defaultOf = (name: SettingName): string => String(ruleOf(name).default) || 'none';

/** The table of docs/configuration.md. */
export function settingsTable(): string {
  const rows = SETTING_NAMES.map(
    (name) =>
      `| \`${variableOf(name)}\` | \`${flagOf(name)}\` | \`${defaultOf(name)}\` | ${ruleOf(name).description} |`,
  );
  return ['| variable | flag | default | what it is |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
