import type { Command } from 'commander';
import { type Run, defineCommand } from './command.js';
import { connect } from './connection.js';

async function close({ configuration, output, options }: Run): Promise<void> {
  const connection = await connect(configuration, { create: false });
  try {
    const { client } = connection;
    const body = {
      period: options['period'],
      ...(options['issueDate'] ? { issueDate: options['issueDate'] } : {}),
    };
    const closed = await client.must(client.post('/v1/commands/close-period', body));
    output.result(closed, JSON.stringify(closed, null, 2));
  } finally {
    await connection.close();
  }
}

export function defineClose(program: Command): void {
  const command = program
    .command('close')
    .description('close a month: make its cut, issue its documents and proofs; safe to repeat after a break')
    .requiredOption('--period <yyyy-mm>', 'the month')
    .option('--issue-date <yyyy-mm-dd>', 'date of its documents (default: today in the zone of the company)');
  defineCommand(
    command,
    ['dataDir', 'logLevel'],
    [
      'npm run heatledger -- close --period 2026-01',
      'npm run heatledger -- close --period 2026-01 --issue-date 2026-02-02',
    ],
    close,
  );
}
