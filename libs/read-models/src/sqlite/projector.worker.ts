import { parentPort, workerData } from 'node:worker_threads';
import { Follower, type FollowerOptions } from './follower.js';
import type { ProjectorNews, ProjectorOrder } from './projector-protocol.js';

const tell = (news: ProjectorNews): void => parentPort?.postMessage(news);
const follower = new Follower(workerData as FollowerOptions, (status) => tell({ kind: 'status', status }));
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function obey(order: ProjectorOrder): Promise<void> {
  switch (order) {
    case 'rebuild':
      await follower.rebuild().then(
        () => tell({ kind: 'rebuilt', error: null }),
        (error: unknown) => tell({ kind: 'rebuilt', error: messageOf(error) }),
      );
      return;
    case 'close':
      await follower.close();
      parentPort?.close();
      return;
  }
}

parentPort?.on('message', (order: ProjectorOrder) => void obey(order));
follower.start().then(
  () => tell({ kind: 'started', error: null }),
  (error: unknown) => tell({ kind: 'started', error: messageOf(error) }),
);
