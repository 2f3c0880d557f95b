import type { Run } from './command.js';
import { connect } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { placeFor, writeWhole } from './export-place.js';

/** Writes the evidence bundle of a document into a file. */
export async function evidence({ configuration, output, options }: Run): Promise<void> {
  const { document, out } = options;
  const [, series, number] =
    /^([a-z0-9][a-z0-9._-]{0,63})\/([A-Z0-9+_/-]{1,35})$/.exec(String(document)) ?? [];
  if (series === undefined || number === undefined || typeof out !== 'string')
    throw new CommandEnded(EXIT.usage, [
      { code: 'DOCUMENT_INVALID', field: 'document', remedy: 'Give series and number, such as main/F-1.' },
    ]);
  const connection = await connect(configuration, { create: false });
  try {
    const { client } = connection;
    const { nextIndex } = (await client.must(client.get('/v1/status'))) as { nextIndex: number };
    const answer = await client.file(
      `/v1/documents/${series}/${encodeURIComponent(number)}/evidence?minIndex=${Math.max(0, nextIndex - 1)}`,
    );
    const file = await placeFor(out, answer, options['force'] === true);
    const bytes = await writeWhole(file, answer, (written) => output.progress(`${written} bytes`));
    output.result({ document, file, bytes }, `${file}  ${bytes} bytes`);
  } finally {
    await connection.close();
  }
}
