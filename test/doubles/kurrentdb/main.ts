/**
 * The double as a process of its own: prints `{"url":"…"}` as its first line and ends when its input does, so that it never
 * outlives its parent. Options: `--port N`, `--no-batch-append`.
 */
import { parseArgs } from 'node:util';

import { KurrentDouble } from './double.js';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'no-batch-append': { type: 'boolean', default: false },
  },
});

const double = await KurrentDouble.start({
  port: Number(values.port),
  hasBatchAppend: !values['no-batch-append'],
});
process.stdout.write(`${JSON.stringify({ url: double.url })}\n`);

process.stdin.resume();
process.stdin.on('end', () => {
  void double.end().then(() => process.exit(0));
});
