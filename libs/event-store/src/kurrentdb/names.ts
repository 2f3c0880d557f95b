/** Streams of the server itself begin with `$`. */
export const isSystemName = (name: string): boolean => name.startsWith('$');

/** The stream that this one holds the settings of, or null where it is no stream of settings of ours. */
export function streamOfSettings(name: string): string | null {
  if (!name.startsWith('$$')) return null;
  const stream = name.slice(2);
  return isSystemName(stream) ? null : stream;
}

/** Streams of ours and their settings, as a regular expression for the server. */
export const OUR_STREAMS = '^(\\$\\$)?[^$]';

const ours = new RegExp(OUR_STREAMS);

/** The same, here. */
export const concernsUs = (name: string): boolean => ours.test(name);
