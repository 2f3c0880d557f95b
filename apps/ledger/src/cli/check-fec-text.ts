import type { FecFinding, FecReport } from '#exports/fec-check';

const grouped = (count: number): string => String(count).replaceAll(/(?<=\d)(?=(\d{3})+$)/g, ' ');

function placeText({ line, column }: FecFinding): string {
  if (line === null) return 'file';
  return column === null ? `line ${line}` : `line ${line}, column ${column.number} ${column.name}`;
}

/** What stands in the file may hold anything: no control character of it reaches a terminal. */
const shown = (value: string): string => value.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\u00b7');

function findingText(finding: FecFinding): string {
  const { rule, value, expected } = finding;
  const stands = value === null ? '' : `: ${shown(value) === '' ? 'nothing' : shown(value)}`;
  return `${placeText(finding)}  ${rule}${stands}\n    expected: ${expected}`;
}

/** What a person reads of a report. */
export function reportText(name: string, report: FecReport): string {
  const { lines, entries, debit, credit, encoding, separator, lineEnd, amounts, counts, more } = report;
  const found = Object.entries(counts).map(([rule, count]) => `${String(count).padStart(8)}  ${rule}`);
  return [
    `${shown(name)}: ${grouped(lines)} lines, ${grouped(entries)} entries, debit ${debit}, credit ${credit}`,
    `${[encoding, separator, lineEnd, amounts].map((one) => one ?? 'unknown').join(', ')}`,
    ...(report.clean
      ? ['Nothing was found.']
      : [...report.findings.map(findingText), ...(more > 0 ? [`and ${grouped(more)} more`] : []), ...found]),
  ].join('\n');
}
