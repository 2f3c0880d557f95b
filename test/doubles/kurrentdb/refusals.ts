import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** A refusal as the server sends it: a status, and what the client reads in the trailing metadata. */
export function refusal(
  code: status,
  details: string,
  trailer: Readonly<Record<string, string>> = {},
): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailer)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const streamDeleted = (stream: string): ServiceError =>
  refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const accessDenied = (): ServiceError =>
  refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const notLeader = (host: string, port: number): ServiceError =>
  refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const appendTooLarge = (bytesMax: number): ServiceError =>
  refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${bytesMax} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(bytesMax),
  });

export const eventTooLarge = (id: string, bytes: number, bytesMax: number): ServiceError =>
  refusal(
    status.INVALID_ARGUMENT,
    `Event with Id: ${id}, Size: ${bytes}, exceeds Maximum Append Event Size of ${bytesMax}.`,
    {
      exception: 'maximum-append-event-size-exceeded',
      'maximum-append-event-size': String(bytesMax),
      'event-id': id,
      'proposed-append-event-size': String(bytes),
    },
  );

export const wrongExpectedVersion = (
  stream: string,
  expected: string,
  currentRevision: number,
): ServiceError =>
  refusal(status.FAILED_PRECONDITION, `Delete failed due to WrongExpectedVersion. Stream: ${stream}`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': expected,
    'actual-version': String(currentRevision),
  });

/** A place in the middle of a record. Reads and subscriptions say so in different words. */
export const invalidPosition = (): ServiceError =>
  refusal(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
export const invalidReadPosition = (): ServiceError =>
  refusal(status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition');
