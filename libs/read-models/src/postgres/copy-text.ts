import { storableText } from '../storable-text.js';
import type { Value } from './table-sql.js';

const NEEDS_ESCAPE = /[\\\n\r\t\0]/;
const EACH_ESCAPED = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function field(value: Value): string {
  if (typeof value === 'string')
    return NEEDS_ESCAPE.test(value)
      ? storableText(value).replace(EACH_ESCAPED, (one) => ESCAPES[one]!)
      : value;
  return value === null ? '\\N' : String(value);
}

/**
 * A row in the text format of COPY, its line feed included:
 * https://www.postgresql.org/docs/current/sql-copy.html (File Formats, Text Format)
 */
export function copyLine(columns: readonly string[], row: Readonly<Record<string, Value>>): string {
  let line = field(row[columns[0]!] ?? null);
  for (let at = 1; at < columns.length; at++) line += `\t${field(row[columns[at]!] ?? null)}`;
  return `${line}\n`;
}
