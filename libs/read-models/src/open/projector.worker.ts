import { parentPort, workerData } from 'node:worker_threads';
import { projectingHere } from './projecting-here.js';
import type { ProjectorOptions } from './projector-options.js';
import { faultOf, type ProjectorNews, type ProjectorOrder } from './projector-protocol.js';

const tell = (news: ProjectorNews): void => parentPort?.postMessage(news);
const projecting = await projectingHere(workerData as ProjectorOptions, {
  onStatus: (status) => tell({ kind: 'status', status }),
  onFault: (fault) => tell({ kind: 'fault', fault }),
});

async function obey(order: ProjectorOrder): Promise<void> {
  switch (order) {
    case 'rebuild':
      await projecting.rebuild().then(
        () => tell({ kind: 'rebuilt', fault: null }),
        (error: unknown) => tell({ kind: 'rebuilt', fault: faultOf(error) }),
      );
      return;
    case 'close':
      await projecting.close();
      parentPort?.close();
      return;
  }
}

parentPort?.on('message', (order: ProjectorOrder) => void obey(order));
projecting.start().then(
  () => tell({ kind: 'started', fault: null }),
  (error: unknown) => tell({ kind: 'started', fault: faultOf(error) }),
);
