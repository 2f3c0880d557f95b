import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';

/** `<host>/<pid>` of this process. */
export const HOLDER = `${hostname()}/${process.pid}`;

let made = 0;

/** A name that no other projector has that runs now. */
export const nextProjectorsName = (): string => `${HOLDER}/${threadId}.${++made}`;
