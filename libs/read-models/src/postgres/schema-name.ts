/** Schema of a version. */
export const schemaOf = (version: number): string => `read_models_${version}`;

const NAME = /^read_models_([1-9]\d*)$/;

/** Version of a schema; null where its name is none of ours. */
export function versionOf(schema: string): number | null {
  const match = NAME.exec(schema);
  return match === null ? null : Number(match[1]);
}
