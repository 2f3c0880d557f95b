/** Whether two values of plain data (records, lists, texts, numbers, null) say the same, whatever the order of keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) &&
        isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}

/**
 * Optional fields that say nothing left out: an event of before they existed and a command that leaves them empty say
 * the same, so a repeated command leaves no second event.
 */
export const saidOnly = <Value extends object>(value: Value, optional: readonly (keyof Value)[]): Value =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([key, said]) => !optional.includes(key as keyof Value) || (said !== null && said !== undefined),
    ),
  ) as Value;
