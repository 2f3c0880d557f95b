import type { DocumentCheckAnswer } from '../reports/document-checks/document-check.dto.js';
import type { LedgerClient } from './client.js';
import type { Run } from './command.js';
import { connect } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import type { Output } from './output.js';

const POLL_MS = 250;

type Checked = NonNullable<DocumentCheckAnswer['outcome']>;

/** Follows the check until it is done, or ends the command. */
async function follow(client: LedgerClient, check: string, output: Output): Promise<Checked> {
  for (;;) {
    const answer = (await client.must(client.get(`/v1/document-checks/${check}`))) as DocumentCheckAnswer;
    if (answer.outcome !== null) return answer.outcome;
    if (answer.fault !== null)
      throw new CommandEnded(EXIT.failed, [
        { code: answer.fault.code, field: '', remedy: answer.fault.detail },
      ]);
    output.progress(`checked ${answer.done} of ${answer.total} files`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Each fault names its document and file: `main/R-8 json: DOCUMENT_NOT_DRAWN`. */
export function checkedText({ files, redrawn, made, mended, faultsTotal, faults }: Checked): string {
  const counts = [
    `${files} files compared with their recorded hash`,
    ...(redrawn > 0 ? [`${redrawn} drawn again from the log, byte for byte the same`] : []),
    ...(made > 0 ? [`${made} documents and proofs drawn that were not`] : []),
    ...(mended > 0 ? [`${mended} files gone or damaged are whole again`] : []),
    faultsTotal === 0 ? 'no faults' : `${faultsTotal} faults`,
  ];
  const told = faults.map(({ code, field, series, number, format, remedy, recordedSha256, drawnSha256 }) => {
    const drawn = drawnSha256 === null ? '' : `\n   drawn    ${drawnSha256}`;
    const hashes =
      recordedSha256 === null ? '' : `\n   file     ${field}\n   recorded ${recordedSha256}${drawn}`;
    const file = format === null ? '' : ` ${format}`;
    return `${series}/${number}${file}: ${code}${hashes}\n   ${remedy}`;
  });
  return [...counts, ...told].join('\n');
}

/** `documents check`: exit code 3 where something is wrong and was not mended. */
export async function documents({ configuration, output, options }: Run): Promise<void> {
  if (options['what'] !== 'check')
    throw new CommandEnded(EXIT.usage, [
      { code: 'DOCUMENTS_WHAT_UNKNOWN', field: 'what', remedy: 'Say `heatledger documents check`.' },
    ]);
  const connection = await connect(configuration, { create: false });
  try {
    const { client } = connection;
    const asked = { mend: options['mend'] === true, redraw: options['redraw'] === true };
    const started = (await client.must(client.post('/v1/document-checks', asked))) as DocumentCheckAnswer;
    const checked = await follow(client, started.check, output);
    output.result(checked, checkedText(checked));
    if (checked.faultsTotal > 0) process.exitCode = EXIT.refused;
  } finally {
    await connection.close();
  }
}
