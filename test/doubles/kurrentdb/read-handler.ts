import { randomUUID } from 'node:crypto';

import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { status, type ServiceError } from '@grpc/grpc-js';

import { followAll } from './all-subscription.js';
import { filterOf, type EventFilter } from './event-filter.js';
import { ReadDirection } from './generated.js';
import { BEFORE_ALL, indexFrom, type LogPosition } from './log-position.js';
import { invalidReadPosition, notLeader, refusal, streamDeleted } from './refusals.js';
import { Sender, type ReadCall } from './sender.js';
import { Caller, refusalOfCaller, requiresLeader, type Served } from './served.js';
import { followStream } from './stream-subscription.js';
import { confirmationMessage, notFoundMessage, streamNameOf, type Telling } from './wire.js';

function placeAsked(options: ReadReq.Options.AllOptions): LogPosition | 'end' {
  if (options.hasEnd()) return 'end';
  const position = options.getPosition();
  if (position === undefined) return BEFORE_ALL;
  return { commit: Number(position.getCommitPosition()), prepare: Number(position.getPreparePosition()) };
}

async function readStream(served: Served, sender: Sender, options: ReadReq.Options): Promise<void> {
  const asked = options.getStream();
  const stream = streamNameOf(asked?.getStreamIdentifier());
  if (served.log.isTombstoned(stream)) throw streamDeleted(stream);
  const visible = served.log.visibleOf(stream);
  if (visible === null) return sender.send(notFoundMessage(stream));
  const { records, first } = visible;
  const count = Number(options.getCount());
  const end = records.length;
  const base = records[0]?.revision ?? 0;
  const backwards = options.getReadDirection() === ReadDirection.BACKWARDS;
  const revision = asked?.hasRevision() ? Number(asked.getRevision()) - base : null;
  if (backwards) {
    const from = asked?.hasStart() ? 0 : Math.min(revision ?? end - 1, end - 1);
    for (let at = from; at >= first && from - at < count; at--) await sender.event(records[at]!);
    return;
  }
  const from = Math.max(asked?.hasEnd() ? end : (revision ?? 0), first);
  for (let at = from; at < end && at - from < count; at++) await sender.event(records[at]!);
}

async function readAll(
  { log, horizon }: Served,
  sender: Sender,
  options: ReadReq.Options,
  filter: EventFilter | null,
): Promise<void> {
  const asked = options.getAll();
  const place = asked === undefined ? BEFORE_ALL : placeAsked(asked);
  const backwards = options.getReadDirection() === ReadDirection.BACKWARDS;
  const count = Number(options.getCount());
  const { records } = log;
  const end = log.indexAt(horizon() + 1);
  const from = place === 'end' ? end : indexFrom(log, place);
  if (from === null) throw invalidReadPosition();
  let sent = 0;
  // Backwards a place is the end of what is read: the event at it is not.
  for (
    let at = backwards ? Math.min(from, end) - 1 : from;
    at >= 0 && at < end && sent < count && !sender.signal.aborted;
    at += backwards ? -1 : 1
  ) {
    const record = records[at]!;
    if (filter !== null && !filter.shows(record)) continue;
    sent++;
    await sender.event(record);
  }
}

async function follow(
  served: Served,
  sender: Sender,
  options: ReadReq.Options,
  fallen: () => AbortSignal,
): Promise<void> {
  await sender.send(confirmationMessage(randomUUID()));
  const stream = options.getStream();
  if (stream !== undefined) return followStream(served, sender, stream, fallen);
  const all = options.getAll();
  const place = all === undefined ? BEFORE_ALL : placeAsked(all);
  await followAll(served, sender, place, filterOf(options), fallen);
}

/** A subscription stays until one side ends it. */
async function subscribe(
  served: Served,
  call: ReadCall,
  options: ReadReq.Options,
  signal: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  let reason: ServiceError | null = null;
  let nudge = new AbortController();
  const control = {
    end: (error: ServiceError | null): void => {
      reason = error;
      ended.abort();
    },
    fallBehind: (): void => nudge.abort(),
  };
  const fallen = (): AbortSignal => {
    if (nudge.signal.aborted) nudge = new AbortController();
    return nudge.signal;
  };
  served.subscriptions.add(control);
  const both = AbortSignal.any([signal, ended.signal]);
  try {
    await follow(served, new Sender(call, both, tellingOf(served, options)), options, fallen);
  } finally {
    served.subscriptions.delete(control);
  }
  if (reason !== null) throw reason;
}

const tellingOf = ({ saysAllPositions }: Served, options: ReadReq.Options): Telling => ({
  structuredIds: options.getUuidOption()?.hasStructured() ?? false,
  positions: saysAllPositions || options.hasAll(),
});

async function serve(served: Served, call: ReadCall, caller: Caller): Promise<void> {
  const options = call.request.getOptions();
  if (options === undefined) throw refusal(status.INVALID_ARGUMENT, 'no options');
  const refused = await served.faults.pass(options.hasSubscription() ? 'subscribe' : 'read', caller);
  if (refused !== null) throw refused;
  if (options.getUuidOption() === undefined)
    throw refusal(status.INVALID_ARGUMENT, "'uuidOption' is required");
  const asked = options.getStream();
  const stream = asked === undefined ? '$all' : streamNameOf(asked.getStreamIdentifier());
  const denied = refusalOfCaller(served, call.metadata, stream);
  if (denied !== null) throw denied;
  const leader = served.leader();
  if (leader !== null && requiresLeader(call.metadata)) throw notLeader(leader.host, leader.port);
  if (options.hasSubscription()) return subscribe(served, call, options, caller.gone);
  const sender = new Sender(call, caller.gone, tellingOf(served, options));
  if (asked !== undefined) return readStream(served, sender, options);
  return readAll(served, sender, options, filterOf(options));
}

/** Read: one method for reading streams and `$all`, and for subscribing to them. */
export const readHandler =
  (served: Served) =>
  (call: ReadCall): void => {
    const caller = new Caller(call);
    serve(served, call, caller).then(
      () => call.end(),
      (error: unknown) => void call.emit('error', error),
    );
  };
