import { parentPort, workerData } from 'node:worker_threads';
import { CurrentReader } from './current-reader.js';
import type { ReaderAnswer, ReaderQuestion } from './reader-protocol.js';

const { dir } = workerData as { readonly dir: string };
const reader = new CurrentReader(dir);

function answer({ id, sql, parameters }: ReaderQuestion): ReaderAnswer {
  try {
    return { id, rows: reader.run(sql, parameters) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (question: ReaderQuestion | 'close') => {
  if (question !== 'close') {
    parentPort?.postMessage(answer(question));
    return;
  }
  reader.close();
  parentPort?.close();
});
