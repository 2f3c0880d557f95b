import { parentPort } from 'node:worker_threads';

import { invariant } from '#domain/decision';

import { EventStoreError } from '../errors.js';
import { messageOf } from './connection.js';
import type { Answer, Refused } from './worker-protocol.js';

/** Serves a thread's questions; a refusal of the store is an answer, anything else ends the thread. */
export function serve<Question>(answer: (question: Question) => unknown): void {
  const port = parentPort;
  invariant(port !== null, 'this module runs as a worker thread');
  port.on('message', (question: Question) => port.postMessage(answerOf(() => answer(question))));
}

function answerOf(answer: () => unknown): Answer<unknown> {
  try {
    return { answer: answer() };
  } catch (error) {
    return { refused: refusedOf(error) };
  }
}

const refusedOf = (error: unknown): Refused =>
  error instanceof EventStoreError
    ? { code: error.code, message: error.message }
    : { code: 'STORE_AWAY', message: messageOf(error) };
