import { status, type Metadata, type ServiceError } from '@grpc/grpc-js';

import type { Faults } from './faults.js';
import { accessDenied, refusal } from './refusals.js';
import type { ServerLog } from './server-log.js';

/** Who may call; only administrators may read `$all` and streams of the system. */
export interface DoubleUser {
  readonly name: string;
  readonly password: string;
  readonly isAdmin: boolean;
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** What the handlers of the services share. */
export interface Served {
  readonly log: ServerLog;
  readonly faults: Faults;
  /** Nobody: everybody may do everything, as in a server that runs insecurely. */
  readonly users: readonly DoubleUser[];
  readonly maxAppendBytes: number;
  readonly maxEventBytes: number;
  /** Whether subscriptions say that they fell behind: servers from 26 on keep it to themselves. */
  readonly saysFellBehind: boolean;
  /** Whether reads of a stream and answers to repeats tell positions: older servers do not. */
  readonly saysAllPositions: boolean;
  /** Position of the last record that this node has got. */
  readonly horizon: () => number;
  /** The leader when this one only follows; `null` at the leader. */
  readonly leader: () => Endpoint | null;
  /** Signals of the running subscriptions, by which they are ended. */
  readonly subscriptions: Set<SubscriptionControl>;
}

export interface SubscriptionControl {
  /** Ends with this status; `null` ends the stream as if all were said. */
  end(error: ServiceError | null): void;
  /** Goes back to reading the log, as when its buffer has overflowed. */
  fallBehind(): void;
}

function userOf(users: readonly DoubleUser[], header: string): DoubleUser | undefined {
  const [scheme, encoded = ''] = header.split(' ');
  const given = Buffer.from(encoded, 'base64').toString();
  return users.find(({ name, password }) => scheme === 'Basic' && given === `${name}:${password}`);
}

/** Refuses callers without a right to this stream (`$all` is one). */
export function refusalOfCaller({ users }: Served, metadata: Metadata, stream: string): ServiceError | null {
  if (users.length === 0) return null;
  const [header] = metadata.get('authorization');
  if (header === undefined) return accessDenied();
  const user = userOf(users, String(header));
  if (user === undefined) return refusal(status.UNAUTHENTICATED, 'Received HTTP status code 401');
  return stream.startsWith('$') && !user.isAdmin ? accessDenied() : null;
}

export const requiresLeader = (metadata: Metadata): boolean => metadata.get('requires-leader')[0] === 'true';

/** The other end of a call. */
export class Caller {
  private controller: AbortController | null = null;

  constructor(
    private readonly call: {
      readonly cancelled: boolean;
      on(event: 'cancelled', listener: () => void): unknown;
    },
  ) {}

  /** It hung up, its deadline has passed or the connection broke. */
  get isGone(): boolean {
    return this.call.cancelled;
  }

  /** Given when it goes; made when asked for, since nearly all calls are over before anybody waits. */
  get gone(): AbortSignal {
    if (this.controller === null) {
      const controller = new AbortController();
      this.controller = controller;
      if (this.isGone) controller.abort();
      else this.call.on('cancelled', () => controller.abort());
    }
    return this.controller.signal;
  }
}
