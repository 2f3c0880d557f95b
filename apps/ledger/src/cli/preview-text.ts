import type { Preview } from '../periods/preview-row.js';
import { mendLines } from './mend-text.js';

const MISSING_SHOWN = 20;
const UNCREDITED_SHOWN = 20;

function documentLines({ documents }: Preview): string[] {
  return documents.flatMap(({ kind, party, number, gross, reasons, mend, lines }) => [
    `  ${gross.amount.padStart(12)} EUR  ${kind} for ${party}${number === null ? '' : `, ${number}`}${
      reasons.length === 0 ? '' : `  set aside: ${reasons.join(', ')}`
    }`,
    ...mendLines(mend),
    ...lines.map(({ amount, label }) => `    ${amount.amount.padStart(14)}  ${label}`),
  ]);
}

/** A preview as a person reads it: sums first, then each document with its lines, then what is missing. */
export function previewText(preview: Preview): string {
  const { period, status, beforeIndex, totals, proofs, energy, uncredited, missing, next } = preview;
  const counted = `counting events below index ${beforeIndex}`;
  const lines = [
    status === 'open'
      ? `${period} as it would close, ${counted}.`
      : `${period} as its cut computed it (${status}), ${counted}.`,
    ...totals.map(
      ({ kind, documents, gross }) => `${String(documents).padStart(6)} ${kind}, ${gross.amount} EUR`,
    ),
    `${energy.attributedWh} Wh = ${energy.creditedWh} credited + ${energy.uncreditableWh} uncreditable + ${energy.pendingWh} pending`,
    `dwellings: ${Object.entries(proofs)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
    '',
    ...documentLines(preview),
    ...(next === null
      ? []
      : ['  … more: give --party, or read GET /v1/periods/:period/preview page by page']),
  ];
  if (uncredited.length > 0) lines.push('', 'Below zero, and in no document:');
  for (const { party, period: of, key, open } of uncredited.slice(0, UNCREDITED_SHOWN))
    lines.push(`  ${open.amount.padStart(12)} EUR  ${party}, ${of} (${key})`);
  if (uncredited.length > UNCREDITED_SHOWN)
    lines.push(`  … and ${uncredited.length - UNCREDITED_SHOWN} more (--json)`);
  if (missing.length > 0) lines.push('', `${missing.length} things keep it from being closed:`);
  for (const { code, field, detail } of missing.slice(0, MISSING_SHOWN))
    lines.push(`  ${code} (${field})`, `    ${detail}`);
  if (missing.length > MISSING_SHOWN) lines.push(`  … and ${missing.length - MISSING_SHOWN} more (--json)`);
  return lines.join('\n');
}
