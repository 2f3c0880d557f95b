import { parentPort, workerData } from 'node:worker_threads';
import { foldAsOf, type AsOfNews, type AsOfOptions } from './as-of-fold.js';
import { faultOf } from './projector-protocol.js';

const tell = (news: AsOfNews): void => parentPort?.postMessage(news);
const cancelling = new AbortController();
parentPort?.once('message', () => cancelling.abort());

foldAsOf(workerData as AsOfOptions, cancelling.signal, (nextIndex) => tell({ kind: 'folded', nextIndex }))
  .then(
    () => tell({ kind: 'done', error: null }),
    (error: unknown) => tell({ kind: 'done', error: faultOf(error).message }),
  )
  .finally(() => parentPort?.close());
