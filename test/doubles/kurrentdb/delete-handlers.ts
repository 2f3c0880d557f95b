import type {
  DeleteReq,
  DeleteResp as DeleteRespMessage,
  TombstoneReq,
  TombstoneResp as TombstoneRespMessage,
} from '@eventstore/db-client/generated/streams_pb.js';
import { status, type sendUnaryData, type ServerUnaryCall, type ServiceError } from '@grpc/grpc-js';

import { expectedOf, positionOfDelete, refusalOfWriter } from './appending.js';
import { DeleteResp, TombstoneResp } from './generated.js';
import { refusal } from './refusals.js';
import { Caller, type Served } from './served.js';
import { streamNameOf } from './wire.js';

type Call = ServerUnaryCall<DeleteReq, unknown> | ServerUnaryCall<TombstoneReq, unknown>;

async function positionOf(
  served: Served,
  call: Call,
  method: 'delete' | 'tombstone',
): Promise<number | ServiceError> {
  const refused = await served.faults.pass(method, new Caller(call));
  if (refused !== null) return refused;
  const options = call.request.getOptions();
  const expected = options === undefined ? null : expectedOf(options);
  if (options === undefined || expected === null) return refusal(status.INVALID_ARGUMENT, 'no options');
  const stream = streamNameOf(options.getStreamIdentifier());
  const denied = refusalOfWriter(served, call.metadata, stream);
  if (denied !== null) return denied;
  const { log } = served;
  const result = method === 'delete' ? log.softDelete(stream, expected) : log.tombstone(stream, expected);
  return positionOfDelete(stream, expected, result);
}

/** Delete: hides the events of a stream by its metadata. */
export const deleteHandler =
  (served: Served) =>
  (call: ServerUnaryCall<DeleteReq, DeleteRespMessage>, callback: sendUnaryData<DeleteRespMessage>): void => {
    void positionOf(served, call, 'delete').then((answered) => {
      if (typeof answered !== 'number') return callback(answered);
      const at = new DeleteResp.Position()
        .setCommitPosition(String(answered))
        .setPreparePosition(String(answered));
      callback(null, new DeleteResp().setPosition(at));
    });
  };

/** Tombstone: ends a stream for ever. */
export const tombstoneHandler =
  (served: Served) =>
  (
    call: ServerUnaryCall<TombstoneReq, TombstoneRespMessage>,
    callback: sendUnaryData<TombstoneRespMessage>,
  ): void => {
    void positionOf(served, call, 'tombstone').then((answered) => {
      if (typeof answered !== 'number') return callback(answered);
      const at = new TombstoneResp.Position()
        .setCommitPosition(String(answered))
        .setPreparePosition(String(answered));
      callback(null, new TombstoneResp().setPosition(at));
    });
  };
