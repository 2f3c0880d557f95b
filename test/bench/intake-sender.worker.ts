import { createPrivateKey, type KeyObject } from 'node:crypto';
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { uploadOf } from './uploads.js';

export interface SenderWork {
  readonly port: number;
  readonly heaters: number;
  readonly firstStep: number;
  readonly steps: number;
  readonly uploadsPerRequest: number;
  readonly connections: number;
  /** PKCS #8, PEM; none sends unsigned. */
  readonly privateKey: string | null;
}

const work = workerData as SenderWork;

/** One whole HTTP request, so that sending it costs one write. */
function requestOf(uploads: readonly string[]): Buffer {
  const body = Buffer.from(uploads.length === 1 ? uploads[0]! : `{"uploads":[${uploads.join(',')}]}`);
  const head =
    'POST /v1/telemetry HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
    `Content-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** Time-major: every heater's upload of one step before any of the next. */
function requests(): Buffer[] {
  const key: KeyObject | null = work.privateKey === null ? null : createPrivateKey(work.privateKey);
  const built: Buffer[] = [];
  let pending: string[] = [];
  for (let step = work.firstStep; step < work.firstStep + work.steps; step += 1)
    for (let heater = 0; heater < work.heaters; heater += 1) {
      pending.push(JSON.stringify(uploadOf(heater, step, key)));
      if (pending.length < work.uploadsPerRequest) continue;
      built.push(requestOf(pending));
      pending = [];
    }
  if (pending.length > 0) built.push(requestOf(pending));
  return built;
}

/** How many bytes of an answer's body are still to come after its first chunk. */
function missingAfter(chunk: Buffer): number {
  const text = chunk.toString('latin1');
  if (!text.startsWith('HTTP/1.1 200')) throw new Error(`not recorded: ${text.slice(0, 2000)}`);
  // Answers are short: their head arrives whole with the first bytes.
  const bodyAt = text.indexOf('\r\n\r\n') + 4;
  return Number(/content-length: (\d+)/i.exec(text)![1]) - (chunk.length - bodyAt);
}

/**
 * Sends on one keep-alive connection, a request after each answer, until there are none left.
 * Reads into one buffer: the sender shares the processors with what is measured and should take little of them.
 */
function sendOn(port: number, next: () => Buffer | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing = 0;
    const onAnswer = (length: number, buffer: Uint8Array): boolean => {
      try {
        missing =
          missing === 0
            ? missingAfter(Buffer.from(buffer.buffer, buffer.byteOffset, length))
            : missing - length;
        if (missing === 0) proceed();
      } catch (error) {
        reject(error as Error);
        socket.destroy();
      }
      return true;
    };
    const onread = { buffer: Buffer.alloc(65_536), callback: onAnswer };
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
    const proceed = (): void => {
      const request = next();
      if (request) socket.write(request);
      else socket.end(resolve);
    };
    socket.on('connect', proceed);
    socket.on('error', reject);
  });
}

const waiting = requests();
parentPort!.once('message', () => {
  let at = 0;
  const next = (): Buffer | undefined => waiting[at++];
  const since = performance.now();
  Promise.all(Array.from({ length: work.connections }, () => sendOn(work.port, next))).then(
    () => parentPort!.postMessage({ seconds: (performance.now() - since) / 1000 }),
    (error: unknown) => parentPort!.postMessage({ failed: String(error) }),
  );
});
parentPort!.postMessage({ bytes: waiting.reduce((sum, { length }) => sum + length, 0) });
