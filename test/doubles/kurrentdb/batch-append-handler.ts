import type { Status as StatusMessage } from '@eventstore/db-client/generated/status_pb.js';
import type {
  BatchAppendReq,
  BatchAppendResp as BatchAppendRespMessage,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerDuplexStream } from '@grpc/grpc-js';

import { expectedOfBatch, isRefusal, proposedOf, refusalOfWriter, sizeOnDisk } from './appending.js';
import { wait } from './faults.js';
import { Any, BatchAppendResp, GoogleEmpty, shared, Status } from './generated.js';
import { Caller, type Served } from './served.js';
import type { Expected, ProposedEvent, WriteResult } from './server-log.js';
import { identifierOf, streamNameOf } from './wire.js';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendRespMessage>;

/** A batch whose last chunk has not come yet. */
interface PendingBatch {
  readonly stream: string;
  readonly expected: Expected;
  /** Milliseconds since the Unix epoch. */
  readonly deadline: number;
  readonly events: ProposedEvent[];
}

interface PackedDetails {
  serializeBinary(): Uint8Array;
}

function statusOf(code: number, message: string, name: string, details: PackedDetails): StatusMessage {
  const packed = new Any();
  packed.pack(details.serializeBinary(), name);
  return new Status().setCode(code).setMessage(message).setDetails(packed);
}

const CODES = { unknown: 2, badRequest: 3, timeout: 4, denied: 7, precondition: 9 } as const;
const failure = {
  accessDenied: (): StatusMessage =>
    statusOf(CODES.denied, 'Access Denied', 'event_store.client.AccessDenied', new shared.AccessDenied()),
  timeout: (): StatusMessage =>
    statusOf(CODES.timeout, 'Timeout', 'event_store.client.Timeout', new shared.Timeout()),
  badRequest: (message: string): StatusMessage =>
    statusOf(
      CODES.badRequest,
      message,
      'event_store.client.BadRequest',
      new shared.BadRequest().setMessage(message),
    ),
  deleted: (stream: string): StatusMessage =>
    statusOf(
      CODES.precondition,
      'Stream Deleted',
      'event_store.client.StreamDeleted',
      new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream)),
    ),
  tooLarge: (bytesMax: number): StatusMessage =>
    statusOf(
      CODES.badRequest,
      'Maximum Append Size Exceeded',
      'event_store.client.MaximumAppendSizeExceeded',
      new shared.MaximumAppendSizeExceeded().setMaxappendsize(bytesMax),
    ),
  conflict: (expected: Expected, currentRevision: number): StatusMessage => {
    const details = new shared.WrongExpectedVersion();
    if (expected === 'any') details.setExpectedAny(new GoogleEmpty());
    else if (expected === 'none') details.setExpectedNoStream(new GoogleEmpty());
    else if (expected === 'exists') details.setExpectedStreamExists(new GoogleEmpty());
    else details.setExpectedStreamPosition(String(expected));
    if (currentRevision < 0) details.setCurrentNoStream(new GoogleEmpty());
    else details.setCurrentStreamRevision(String(currentRevision));
    const name = 'event_store.client.WrongExpectedVersion';
    return statusOf(CODES.precondition, 'Wrong Expected Version', name, details);
  },
};

function answerOf(stream: string, expected: Expected, result: WriteResult): BatchAppendRespMessage {
  switch (result.kind) {
    case 'deleted':
      return new BatchAppendResp().setError(failure.deleted(stream));
    case 'conflict':
      return new BatchAppendResp().setError(failure.conflict(expected, result.currentRevision));
    case 'written': {
      const at = new shared.AllStreamPosition()
        .setCommitPosition(String(result.position))
        .setPreparePosition(String(result.position));
      return new BatchAppendResp().setSuccess(
        new BatchAppendResp.Success().setCurrentRevision(String(result.lastRevision)).setPosition(at),
      );
    }
  }
}

function pendingOf(options: BatchAppendReq.Options): PendingBatch | StatusMessage {
  const expected = expectedOfBatch(options);
  if (expected === null) return failure.badRequest('Required field ExpectedStreamPosition not set.');
  const deadline = options.getDeadline()?.toDate().getTime() ?? Number.POSITIVE_INFINITY;
  if (deadline <= Date.now()) return failure.timeout();
  return { stream: streamNameOf(options.getStreamIdentifier()), expected, deadline, events: [] };
}

/** Adds the events of a chunk; a status where the batch is not taken. */
function addEvents(served: Served, batch: PendingBatch, request: BatchAppendReq): StatusMessage | null {
  for (const message of request.getProposedMessagesList()) {
    const event = proposedOf(message);
    if (isRefusal(event)) return failure.badRequest(event.details);
    batch.events.push(event);
  }
  const bytes = batch.events.reduce((sum, event) => sum + sizeOnDisk(event), 0);
  return bytes > served.maxAppendBytes ? failure.tooLarge(served.maxAppendBytes) : null;
}

/** BatchAppend: one long duplex stream for many appends, told apart by correlation; options stand in the first chunk only. */
export const batchAppendHandler =
  (served: Served) =>
  (call: Call): void => {
    const pending = new Map<string, PendingBatch>();
    const caller = new Caller(call);
    const say = (request: BatchAppendReq, stream: string, answer: BatchAppendRespMessage): void => {
      const correlation = request.getCorrelationId();
      if (correlation !== undefined) answer.setCorrelationId(correlation);
      if (!caller.isGone) call.write(answer.setStreamIdentifier(identifierOf(stream)));
    };
    const finish = async (request: BatchAppendReq, batch: PendingBatch): Promise<void> => {
      const refused = await served.faults.pass('batchAppend', caller);
      if (caller.isGone) return;
      const denied = refused ?? refusalOfWriter(served, call.metadata, batch.stream);
      if (denied !== null) return void call.emit('error', denied);
      const result = served.log.append(batch.stream, batch.expected, batch.events);
      if (served.faults.appendAnswerMs > 0) await wait(served.faults.appendAnswerMs, caller.gone);
      say(request, batch.stream, answerOf(batch.stream, batch.expected, result));
    };
    call.on('data', (request: BatchAppendReq) => {
      const key = request.getCorrelationId()?.getString() ?? '';
      const options = request.getOptions();
      if (options !== undefined) {
        const batch = pendingOf(options);
        if (batch instanceof Status)
          return say(
            request,
            streamNameOf(options.getStreamIdentifier()),
            new BatchAppendResp().setError(batch),
          );
        pending.set(key, batch);
      }
      const batch = pending.get(key);
      if (batch === undefined) return;
      const failed = addEvents(served, batch, request);
      if (failed !== null) say(request, batch.stream, new BatchAppendResp().setError(failed));
      if (failed !== null || request.getIsFinal()) pending.delete(key);
      if (failed === null && request.getIsFinal()) void finish(request, batch);
    });
    call.on('end', () => call.end());
  };
