import { existsSync } from 'node:fs';
import { counted } from '../load-curves/index.js';
import type { MeterReadingsAnswer } from '../meters/meter-answer.js';
import type { Run } from './command.js';
import { connect } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { fileBytes, fileText } from './files.js';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  enedis: 'text/csv',
  espi: 'application/xml',
  ocmf: 'application/xml',
};

const REFUSED_SHOWN = 20;

function textOf(answer: MeterReadingsAnswer): string {
  const { supplyPoint, energyWh, intervals, months, signature, refused, holes, notes } = answer;
  const lines = [
    answer.recorded
      ? `${supplyPoint}: ${energyWh} Wh in ${intervals} intervals`
      : `${supplyPoint}: nothing of the file could be taken`,
    ...months.map(
      ({ month, energyWh: monthWh, missingMinutes, replaces }) =>
        `${month}  ${monthWh} Wh, ${missingMinutes} min without a value` +
        (replaces === null
          ? ''
          : `; stands instead of the ${replaces.source} import ${replaces.file.slice(0, 12)}…`),
    ),
  ];
  if (signature !== null)
    lines.push(
      `${signature.records} signatures verified by key ${signature.publicKey.slice(0, 12)}… of the ${signature.keyFrom}`,
    );
  lines.push(
    ...refused
      .slice(0, REFUSED_SHOWN)
      .map(({ code, field, detail }) => `refused  ${code} (${field}): ${detail}`),
  );
  if (refused.length > REFUSED_SHOWN)
    lines.push(`… ${refused.length - REFUSED_SHOWN} more refused (see --json)`);
  if (holes.length > 0) lines.push(`${counted(holes.length, 'hole')} (see --json)`);
  return [...lines, ...notes].join('\n');
}

/** A key as text, or the text of the file that holds it. */
async function keyText(option: unknown): Promise<string | null> {
  if (typeof option !== 'string') return null;
  return existsSync(option) ? fileText(option) : option;
}

/** Sends a file of meter readings to the ledger, which reads, verifies and records it. */
export async function importMeter({ configuration, output, options }: Run): Promise<void> {
  const { supplyPoint, format, file } = options;
  if (typeof supplyPoint !== 'string' || typeof format !== 'string' || typeof file !== 'string')
    throw new CommandEnded(EXIT.usage, [
      { code: 'OPTION_MISSING', field: '', remedy: 'Give --supply-point, --format and --file.' },
    ]);
  const bytes = await fileBytes(file);
  const key = await keyText(options['publicKey']);
  const query = new URLSearchParams({ format, ...(key === null ? {} : { publicKey: key.trim() }) });
  const connection = await connect(configuration, { create: false });
  try {
    const { client } = connection;
    const path = `/v1/supply-points/${encodeURIComponent(supplyPoint)}/meter-readings?${query.toString()}`;
    const type = CONTENT_TYPES[format] ?? 'application/octet-stream';
    const answer = (await client.must(client.postFile(path, bytes, type))) as MeterReadingsAnswer;
    output.result(answer, textOf(answer));
    if (!answer.recorded) throw new CommandEnded(EXIT.refused, []);
  } finally {
    await connection.close();
  }
}
