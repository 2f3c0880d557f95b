import { hostname } from 'node:os';

/** This process, as others are told of it. */
export const thisHolder = (): string => `${hostname()}/${process.pid}`;
