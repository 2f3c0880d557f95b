import { ErrorType } from '@eventstore/db-client';

import { EventStoreError } from '../errors.js';
import { Late } from './within.js';

/** Status codes of gRPC (https://grpc.io/docs/guides/status-codes/) that mean something by themselves here. */
const INVALID_ARGUMENT = 3;
const DEADLINE_EXCEEDED = 4;
const PERMISSION_DENIED = 7;
const UNIMPLEMENTED = 12;
const UNAUTHENTICATED = 16;

/** What a failed call says. While a server is away the client throws raw gRPC errors, which have a code and no type. */
export interface Trouble {
  readonly kind:
    /** No server, no leader, or no answer: it may come back. */
    | 'away'
    /** No answer in time: what was asked for may have been done. */
    | 'late'
    | 'refused'
    | 'unsuitable'
    | 'too-large'
    | 'deleted'
    /** A part of the events of an append stands there, and others beside it. */
    | 'mixed'
    /** No event begins at the place that was asked for: it was counted in another log. */
    | 'misplaced'
    | 'missing';
  readonly message: string;
}

export function troubleOf(error: unknown): Trouble {
  const { type, code, message } = partsOf(error);
  const trouble = (kind: Trouble['kind']): Trouble => ({ kind, message });
  if (error instanceof Late) return trouble('late');
  switch (type) {
    case ErrorType.ACCESS_DENIED:
      return trouble('refused');
    case ErrorType.STREAM_DELETED:
      return trouble('deleted');
    case ErrorType.STREAM_NOT_FOUND:
      return trouble('missing');
    case ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED:
      return trouble('too-large');
    case ErrorType.INVALID_TRANSACTION:
      return trouble('mixed');
    default:
      return trouble(kindOfCode(code, message));
  }
}

function kindOfCode(code: number | null, message: string): Trouble['kind'] {
  switch (code) {
    case PERMISSION_DENIED:
    case UNAUTHENTICATED:
      return 'refused';
    case UNIMPLEMENTED:
      return 'unsuitable';
    case DEADLINE_EXCEEDED:
      return 'late';
    case INVALID_ARGUMENT:
      if (message.includes('invalid position')) return 'misplaced';
      return message.includes('Maximum Append') ? 'too-large' : 'unsuitable';
    default:
      return message.includes('InvalidPosition') ? 'misplaced' : 'away';
  }
}

function partsOf(error: unknown): { type: unknown; code: number | null; message: string } {
  if (typeof error !== 'object' || error === null) return { type: null, code: null, message: String(error) };
  const { type, code, message } = error as { type?: unknown; code?: unknown; message?: unknown };
  return {
    type,
    code: typeof code === 'number' ? code : null,
    message: typeof message === 'string' && message !== '' ? message : 'no reason given',
  };
}

/** The refusal that a caller of the port meets. `where` names the server, without anything secret. */
export function storeErrorOf(error: unknown, where: string): EventStoreError {
  if (error instanceof EventStoreError) return error;
  const { kind, message } = troubleOf(error);
  switch (kind) {
    case 'refused':
      return new EventStoreError(
        'STORE_REFUSED',
        `${where} refuses this user (${message}): check user and password in its URL, and that the user may read $all and write streams`,
      );
    case 'unsuitable':
      return new EventStoreError(
        'STORE_UNSUITABLE',
        `${where} does not speak the streams interface of EventStoreDB 21 to KurrentDB 26 (${message})`,
      );
    case 'deleted':
      return new EventStoreError('LOG_TRUNCATED', `${where}: a stream of the log was deleted (${message})`);
    case 'misplaced':
      return new EventStoreError(
        'LOG_FOREIGN',
        `${where} holds no event where one of this log stood (${message}): it is another log, or an older copy. Restore the log, or begin with a new data folder and database`,
      );
    case 'away':
    case 'late':
      return new EventStoreError(
        'STORE_AWAY',
        `${where} does not answer (${message}): see that the server runs, has a leader and can be reached from here`,
      );
    case 'too-large':
    case 'mixed':
    case 'missing':
      return new EventStoreError('STORE_AWAY', `${where} does not answer as it should: ${message}`);
  }
}
