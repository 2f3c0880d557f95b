import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';

import type { LogRecord } from './server-log.js';
import { eventMessage, type Telling } from './wire.js';

export type ReadCall = ServerWritableStream<ReadReq, Buffer>;

/** Writes at the pace of the reader; ends quietly when it has gone. */
export class Sender {
  constructor(
    private readonly call: ReadCall,
    readonly signal: AbortSignal,
    private readonly telling: Telling,
  ) {}

  async send(message: Buffer): Promise<void> {
    if (this.signal.aborted || this.call.write(message)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.call.removeListener('drain', done);
        this.signal.removeEventListener('abort', done);
        resolve();
      };
      this.call.on('drain', done);
      this.signal.addEventListener('abort', done);
    });
  }

  event(record: LogRecord): Promise<void> {
    return this.send(eventMessage(record, this.telling));
  }
}
