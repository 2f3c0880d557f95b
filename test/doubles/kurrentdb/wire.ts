import type { ReadResp as ReadRespMessage } from '@eventstore/db-client/generated/streams_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';

import { ReadResp, shared } from './generated.js';
import type { LogPosition } from './log-position.js';
import { TOMBSTONE_REVISION, type LogRecord } from './server-log.js';

const TICKS_PER_MS = 10_000n;
/** The greatest unsigned number stands for none. */
const NO_POSITION = '18446744073709551615';
const GREATEST_REVISION = '9223372036854775807';

/** A revision as the server writes it. */
export const revisionText = (revision: number): string =>
  revision === TOMBSTONE_REVISION ? GREATEST_REVISION : String(revision);

export const streamNameOf = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();

export const identifierOf = (stream: string): StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream)));

/** The text of an identifier in either of its two forms. */
export function uuidText(uuid: UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (structured === undefined) return uuid?.getString().toLowerCase() ?? '';
  const half = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
  const digits = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  return [0, 8, 12, 16, 20].map((from, at, all) => digits.slice(from, all[at + 1])).join('-');
}

function uuidOf(id: string, structured: boolean): UUID {
  if (!structured) return new shared.UUID().setString(id);
  const digits = id.replaceAll('-', '');
  const half = (from: number): string =>
    BigInt.asIntN(64, BigInt(`0x${digits.slice(from, from + 16)}`)).toString();
  const bits = new shared.UUID.Structured().setMostSignificantBits(half(0)).setLeastSignificantBits(half(16));
  return new shared.UUID().setStructured(bits);
}

const bytesOf = (message: ReadRespMessage): Buffer => Buffer.from(message.serializeBinary());

/** How events are told: servers before 22.10 leave the positions away when one stream is read. */
export interface Telling {
  readonly structuredIds: boolean;
  readonly positions: boolean;
}

function eventBytes(record: LogRecord, { structuredIds, positions }: Telling): Buffer {
  const position = positions ? String(record.position) : NO_POSITION;
  const event = new ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidOf(record.id, structuredIds))
    .setStreamIdentifier(identifierOf(record.stream))
    .setStreamRevision(revisionText(record.revision))
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  event
    .getMetadataMap()
    .set('type', record.type)
    .set('created', String(BigInt(record.created) * TICKS_PER_MS))
    .set('content-type', record.isJson ? 'application/json' : 'application/octet-stream');
  const read = new ReadResp.ReadEvent().setEvent(event);
  if (positions) read.setCommitPosition(position);
  else read.setNoPosition(new shared.Empty());
  return bytesOf(new ReadResp().setEvent(read));
}

/** The message of an event, kept once made: a replay sends bytes that are there already. */
export function eventMessage(record: LogRecord, telling: Telling): Buffer {
  if (telling.structuredIds || !telling.positions) return eventBytes(record, telling);
  record.wire ??= eventBytes(record, telling);
  return record.wire;
}

export const confirmationMessage = (subscriptionId: string): Buffer =>
  bytesOf(
    new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(subscriptionId)),
  );

export const checkpointMessage = ({ commit, prepare }: LogPosition): Buffer =>
  bytesOf(
    new ReadResp().setCheckpoint(
      new ReadResp.Checkpoint().setCommitPosition(String(commit)).setPreparePosition(String(prepare)),
    ),
  );

export const notFoundMessage = (stream: string): Buffer =>
  bytesOf(
    new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream))),
  );

export const CAUGHT_UP: Buffer = bytesOf(new ReadResp().setCaughtUp(new ReadResp.CaughtUp()));
export const FELL_BEHIND: Buffer = bytesOf(new ReadResp().setFellBehind(new ReadResp.FellBehind()));
