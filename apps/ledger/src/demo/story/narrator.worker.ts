import { parentPort, workerData } from 'node:worker_threads';
import { chapters, type StoryOptions } from './narrator.js';

/** Answers each `next` with a chapter, and `null` after the last one. */
const source = chapters(workerData as StoryOptions);
parentPort!.on('message', () => {
  const { value, done } = source.next();
  parentPort!.postMessage(done === true ? null : value);
});
