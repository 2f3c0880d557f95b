import type { Preview } from '../periods/preview-row.js';
import type { Run } from './command.js';
import { connect } from './connection.js';
import { monthFrom } from './month.js';
import { previewText } from './preview-text.js';

const DOCUMENTS_SHOWN = 1_000;

export async function preview({ configuration, output, options }: Run): Promise<void> {
  const period = monthFrom('month', options['month']);
  const connection = await connect(configuration, { create: false });
  try {
    const { client } = connection;
    const { party } = options;
    const query = new URLSearchParams({ limit: String(DOCUMENTS_SHOWN) });
    if (typeof party === 'string') query.set('party', party);
    const found = (await client.must(
      client.get(`/v1/periods/${period}/preview?${query.toString()}`),
    )) as Preview;
    output.result(found, previewText(found));
  } finally {
    await connection.close();
  }
}
