import { isUtf8 } from 'node:buffer';
import { Problem } from '../http/index.js';
import { FileFault } from '../load-curves/index.js';
import { FILE_TYPES } from './raw-bodies.js';

/** The bytes of a file that came as a body. Problem 415 where it came as something else. */
export function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  throw new Problem(415, {
    code: 'CONTENT_TYPE_UNKNOWN',
    field: 'Content-Type',
    remedy: `Send the file itself as ${FILE_TYPES.join(', ')}.`,
  });
}

/** UTF-8 as it says, or Latin 1 as older exports are written. */
export const textOfBytes = (bytes: Buffer): string => bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');

/** What `read` makes of a file; its fault becomes a problem 422. */
export function readingFile<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (fault) {
    throw fault instanceof FileFault ? new Problem(422, fault.refusal) : fault;
  }
}
