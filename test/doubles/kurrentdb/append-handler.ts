import type {
  AppendReq,
  AppendResp as AppendRespMessage,
} from '@eventstore/db-client/generated/streams_pb.js';
import { status, type sendUnaryData, type ServerReadableStream, type ServiceError } from '@grpc/grpc-js';

import { expectedOf, isRefusal, proposedOf, refusalOfWriter, sizeOnDisk } from './appending.js';
import { wait } from './faults.js';
import { AppendResp, shared } from './generated.js';
import { appendTooLarge, eventTooLarge, refusal, streamDeleted } from './refusals.js';
import { Caller, type Served } from './served.js';
import type { Expected, ProposedEvent, WriteResult } from './server-log.js';
import { streamNameOf } from './wire.js';

const malformed = (): ServiceError => refusal(status.UNKNOWN, 'Exception was thrown by handler.');

function success(lastRevision: number, position: number | null): AppendRespMessage {
  const answer = new AppendResp.Success();
  if (lastRevision < 0) answer.setNoStream(new shared.Empty());
  else answer.setCurrentRevision(String(lastRevision));
  if (position === null) return new AppendResp().setSuccess(answer.setNoPosition(new shared.Empty()));
  const at = new AppendResp.Position()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position));
  return new AppendResp().setSuccess(answer.setPosition(at));
}

/** A conflict is an answer, not a failure of the call. */
function conflict(expected: Expected, currentRevision: number): AppendRespMessage {
  const answer = new AppendResp.WrongExpectedVersion();
  if (expected === 'any') answer.setExpectedAny(new shared.Empty());
  else if (expected === 'none') answer.setExpectedNoStream(new shared.Empty());
  else if (expected === 'exists') answer.setExpectedStreamExists(new shared.Empty());
  else answer.setExpectedRevision(String(expected));
  if (currentRevision < 0) answer.setCurrentNoStream(new shared.Empty());
  else answer.setCurrentRevision(String(currentRevision));
  return new AppendResp().setWrongExpectedVersion(answer);
}

function answerOf(
  stream: string,
  expected: Expected,
  result: WriteResult,
  saysAllPositions: boolean,
): AppendRespMessage | ServiceError {
  switch (result.kind) {
    case 'written':
      return success(result.lastRevision, result.isRepeat && !saysAllPositions ? null : result.position);
    case 'conflict':
      return conflict(expected, result.currentRevision);
    case 'deleted':
      return streamDeleted(stream);
  }
}

/** The events of a whole request, or why the server does not take them. */
function eventsOf(served: Served, messages: readonly AppendReq[]): readonly ProposedEvent[] | ServiceError {
  const events: ProposedEvent[] = [];
  let bytes = 0;
  for (const message of messages) {
    const proposed = message.getProposedMessage();
    if (proposed === undefined) return malformed();
    const event = proposedOf(proposed);
    if (isRefusal(event)) return event;
    const size = sizeOnDisk(event);
    if (size > served.maxEventBytes) return eventTooLarge(event.id, size, served.maxEventBytes);
    bytes += size;
    if (bytes > served.maxAppendBytes) return appendTooLarge(served.maxAppendBytes);
    events.push(event);
  }
  return events;
}

/** Append: a stream of messages, options first, answered once. What was written stays when the caller has gone meanwhile. */
export const appendHandler =
  (served: Served) =>
  (
    call: ServerReadableStream<AppendReq, AppendRespMessage>,
    callback: sendUnaryData<AppendRespMessage>,
  ): void => {
    const messages: AppendReq[] = [];
    const caller = new Caller(call);
    const answer = async (): Promise<AppendRespMessage | ServiceError | null> => {
      const [first, ...rest] = messages;
      const options = first?.getOptions();
      const expected = options === undefined ? null : expectedOf(options);
      const refused = await served.faults.pass('append', caller);
      if (caller.isGone) return null;
      if (refused !== null) return refused;
      if (options === undefined || expected === null) return malformed();
      const stream = streamNameOf(options.getStreamIdentifier());
      const denied = refusalOfWriter(served, call.metadata, stream);
      if (denied !== null) return denied;
      const events = eventsOf(served, rest);
      if (isRefusal(events)) return events;
      const result = served.log.append(stream, expected, events);
      if (served.faults.appendAnswerMs > 0) await wait(served.faults.appendAnswerMs, caller.gone);
      return answerOf(stream, expected, result, served.saysAllPositions);
    };
    call.on('data', (message: AppendReq) => messages.push(message));
    call.on('end', () => {
      void answer().then((answered) => {
        if (answered === null) return;
        if (isRefusal(answered)) callback(answered);
        else callback(null, answered);
      });
    });
  };
