import type {
  AppendReq,
  BatchAppendReq,
  DeleteReq,
  TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb.js';
import { status, type Metadata, type ServiceError } from '@grpc/grpc-js';

import { notLeader, refusal, streamDeleted, wrongExpectedVersion } from './refusals.js';
import { refusalOfCaller, requiresLeader, type Served } from './served.js';
import type { Expected, ProposedEvent, WriteResult } from './server-log.js';
import { uuidText } from './wire.js';

type Proposed = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;

/** Bytes that count towards the limits of an append. */
export const sizeOnDisk = ({ type, data, metadata }: ProposedEvent): number =>
  data.length + metadata.length + type.length * 2;

/** The event of a message; a refusal where its metadata lacks what the server needs. */
export function proposedOf(message: Proposed): ProposedEvent | ServiceError {
  const map = message.getMetadataMap();
  const type = map.get('type');
  const contentType = map.get('content-type');
  if (type === undefined || contentType === undefined)
    return refusal(
      status.INVALID_ARGUMENT,
      `Required Metadata Property '${type === undefined ? 'type' : 'content-type'}' is missing`,
      {
        exception: 'missing-required-metadata-property',
        'required-metadata-properties': 'type,content-type',
      },
    );
  return {
    id: uuidText(message.getId()),
    type,
    isJson: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

export const isRefusal = (value: object): value is ServiceError => value instanceof Error;

/** What an append or deletion expects; `null` where the request does not say. */
export function expectedOf(
  options: AppendReq.Options | DeleteReq.Options | TombstoneReq.Options,
): Expected | null {
  if (options.hasRevision()) return Number(options.getRevision());
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'none';
  return options.hasStreamExists() ? 'exists' : null;
}

export function expectedOfBatch(options: BatchAppendReq.Options): Expected | null {
  if (options.hasStreamPosition()) return Number(options.getStreamPosition());
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'none';
  return options.hasStreamExists() ? 'exists' : null;
}

/** A follower passes writes on to its leader unless the caller wants the leader itself. */
export function refusalOfWriter(served: Served, metadata: Metadata, stream: string): ServiceError | null {
  const refused = refusalOfCaller(served, metadata, stream);
  if (refused !== null) return refused;
  const leader = served.leader();
  return leader !== null && requiresLeader(metadata) ? notLeader(leader.host, leader.port) : null;
}

/** The position of a deletion, or why it was not done. */
export function positionOfDelete(
  stream: string,
  expected: Expected,
  result: WriteResult,
): number | ServiceError {
  switch (result.kind) {
    case 'written':
      return result.position;
    case 'deleted':
      return streamDeleted(stream);
    case 'conflict':
      return wrongExpectedVersion(stream, String(expected), result.currentRevision);
  }
}
