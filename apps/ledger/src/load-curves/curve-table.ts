import type { CurveReport } from './curve-report.js';

const HOLES_SHOWN = 20;

const kwh = (energyWh: number): string => (energyWh / 1000).toFixed(3);

/** `1 hole`, `2 holes`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The report for people. */
export function curveTable(report: CurveReport): string {
  const rows: (readonly string[])[] = [['month', 'cell', 'kWh', 'EUR/kWh', 'EUR']];
  for (const { month, cells, energyWh, eur } of report.months) {
    for (const cell of cells)
      rows.push([month, cell.cell, kwh(cell.energyWh), cell.eurPerKwh ?? '', cell.eur?.amount ?? '']);
    if (cells.length > 1) rows.push([month, 'all', kwh(energyWh), '', eur?.amount ?? '']);
  }
  for (const { cell, energyWh, eur } of report.total.cells)
    rows.push(['total', cell, kwh(energyWh), '', eur?.amount ?? '']);
  rows.push(['total', 'all', kwh(report.total.energyWh), '', report.total.eur?.amount ?? '']);
  const width = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row.map((text, i) => (i < 2 ? text.padEnd(width[i]!) : text.padStart(width[i]!))).join('  '),
  );
  const holes = report.holes
    .slice(0, HOLES_SHOWN)
    .map(({ from, to, minutes, reason }) => `hole  ${from ?? '?'} – ${to}  ${minutes ?? '?'} min  ${reason}`);
  if (report.holes.length > HOLES_SHOWN)
    holes.push(`… ${counted(report.holes.length - HOLES_SHOWN, 'more hole')} (see --json)`);
  const pending = report.pending.map(
    ({ day, energyWh }) => `pending  ${day}  ${kwh(energyWh)} kWh  no colour`,
  );
  return [
    `${report.meter ?? 'load curve'}, ${report.from} to ${report.to}, ${counted(report.steps, 'step')}, ${report.total.energyWh} Wh`,
    ...lines,
    ...holes,
    ...pending,
    ...report.notes,
  ].join('\n');
}
