import type { Readiness } from '../health/health.controller.js';
import type { Status } from '../reports/status/status.js';
import type { Run } from './command.js';
import { connect } from './connection.js';

function projectionText({ failed, lagEvents, rebuiltUpTo }: Status['readModels']): string {
  const lag = failed ?? `${lagEvents} events behind`;
  return rebuiltUpTo === null ? lag : `${lag}, rebuilt up to event ${rebuiltUpTo}`;
}

/** On a database, where any process may project any of them. */
const partitionRows = ({ engines, readModels: { partitions } }: Status): [string, string][] =>
  engines.readModels === 'sqlite'
    ? []
    : partitions.map(({ partition, lagEvents, holder }) => [
        `partition ${partition}`,
        `${lagEvents} events behind, ${holder === null ? 'projected by nobody' : `projected by ${holder}`}`,
      ]);

function textOf(status: Status, readiness: Readiness, where: string): string {
  const rows: [string, string][] = [
    ['ledger', `${status.name} (${status.installation}), version ${status.version}`],
    ['where', where],
    ['log', `${status.nextIndex} events (${status.engines.log})`],
    ['read models', `${projectionText(status.readModels)} (${status.engines.readModels})`],
    ...partitionRows(status),
    ['heaters', String(status.heaters)],
    ['held spans', status.heldSpans === 0 ? 'none' : `${status.heldSpans} await a decision`],
    ['last closed', status.lastClosedPeriod ?? 'no month yet'],
    ['documents', String(status.documents)],
    ...readiness.checks
      .filter((check) => !check.ready)
      .map((check): [string, string] => ['not ready', `${check.part}: ${check.says}`]),
  ];
  return rows.map(([name, value]) => `${name.padEnd(12)} ${value}`).join('\n');
}

export async function status({ configuration, output }: Run): Promise<void> {
  const connection = await connect(configuration, { create: false, looks: true });
  try {
    const { client, running } = connection;
    const known = (await client.must(client.get('/v1/status'))) as Status;
    const readiness = (await client.get('/health/ready')).body as Readiness;
    const where = running
      ? `running at ${client.url}`
      : `not running on ${configuration.dataDir}; looked at by this command`;
    output.result({ ...known, running, readiness }, textOf(known, readiness, where));
  } finally {
    await connection.close();
  }
}
