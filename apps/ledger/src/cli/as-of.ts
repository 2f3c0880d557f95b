import type { AsOfAnswer } from '../reports/as-of/as-of.dto.js';
import type { LedgerClient } from './client.js';
import type { Run } from './command.js';
import { connect } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { monthFrom } from './month.js';
import type { Output } from './output.js';
import { previewText } from './preview-text.js';

const POLL_MS = 250;
const DOCUMENTS_SHOWN = 1_000;

/** Follows the job until the month stands as it did, or ends the command. */
async function follow(client: LedgerClient, job: string, output: Output): Promise<AsOfAnswer> {
  for (;;) {
    const path = `/v1/as-of/${job}?limit=${DOCUMENTS_SHOWN}`;
    const answer = (await client.must(client.get(path))) as AsOfAnswer;
    if (answer.preview !== null) return answer;
    if (answer.state === 'failed' || answer.state === 'cancelled')
      throw new CommandEnded(EXIT.failed, [
        {
          code: answer.fault?.code ?? 'AS_OF_CANCELLED',
          field: '',
          remedy: answer.fault?.detail ?? 'The job was cancelled. Ask again.',
        },
      ]);
    output.progress(`${answer.state} ${answer.done} of ${answer.total} events`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

export async function asOf({ configuration, output, options }: Run): Promise<void> {
  const period = monthFrom('month', options['month']);
  const connection = await connect(configuration, { create: false });
  try {
    const { client } = connection;
    const { at } = options;
    const started = (await client.must(client.post('/v1/as-of', { period, asOf: at }))) as AsOfAnswer;
    const answer = await follow(client, started.job, output);
    output.result(answer, answer.preview === null ? '' : previewText(answer.preview));
  } finally {
    await connection.close();
  }
}
