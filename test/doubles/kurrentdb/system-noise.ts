import { randomUUID } from 'node:crypto';

import type { ProposedEvent, ServerLog } from './server-log.js';

const STATISTICS = '$stats-127.0.0.1:2113';

const systemEvent = (type: string, data: Readonly<Record<string, unknown>>): ProposedEvent => ({
  id: randomUUID(),
  type,
  isJson: true,
  data: Buffer.from(JSON.stringify(data)),
  metadata: new Uint8Array(0),
});

/** What a server has written before its first client comes. */
export function systemBeginning(log: ServerLog): void {
  log.append(`$$${STATISTICS}`, 'none', [systemEvent('$metadata', { $maxAge: 86_400 })]);
  log.append('$$$users', 'none', [systemEvent('$metadata', { $acl: { $r: '$admins' } })]);
  log.append('$user-admin', 'none', [
    systemEvent('$UserCreated', { loginName: 'admin', groups: ['$admins'] }),
  ]);
  log.append('$users', 'none', [systemEvent('$User', { loginName: 'admin' })]);
}

/** Statistics as a server writes them every half minute. */
export function appendNoise(log: ServerLog, events: number): void {
  for (let at = 0; at < events; at++)
    log.append(STATISTICS, 'any', [
      systemEvent('$statsCollected', { 'proc-cpu': at, 'proc-mem': 1_048_576 }),
    ]);
}
