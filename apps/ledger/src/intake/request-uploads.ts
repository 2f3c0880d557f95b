import { gunzip } from 'node:zlib';
import { isUtf8 } from 'node:buffer';
import { Problem } from '../http/index.js';

/** Plain JSON, or CloudEvents 1.0 in structured mode, one or a batch. */
export const CONTENT_TYPES = [
  'application/json',
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
] as const;

const essence = (contentType: string): string => contentType.split(';', 1)[0]!.trim().toLowerCase();

/** Unpacks a body. @throws Problem 400, 413, 415 */
export function unpacked(
  body: Buffer,
  encoding: string | undefined,
  bytesMax: number,
): Promise<Buffer> | Buffer {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding.toLowerCase() !== 'gzip')
    throw new Problem(415, {
      code: 'CONTENT_ENCODING_UNKNOWN',
      field: 'Content-Encoding',
      remedy: 'Send the body plain or with gzip.',
    });
  return new Promise((resolve, reject) => {
    gunzip(body, { maxOutputLength: bytesMax }, (error, plain) => {
      if (!error) resolve(plain);
      else
        reject(
          (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(bytesMax) : notGzip(),
        );
    });
  });
}

export const tooLarge = (bytesMax: number): Problem =>
  new Problem(413, {
    code: 'REQUEST_TOO_LARGE',
    field: '',
    remedy: `A request may hold ${bytesMax} bytes, also after gunzip: send fewer uploads in each.`,
  });

const notGzip = (): Problem =>
  new Problem(400, {
    code: 'REQUEST_NOT_GZIP',
    field: '',
    remedy: 'The body is not what Content-Encoding says: send a whole gzip stream.',
  });

/** What the parser says, and the character (from 0) at which it stumbled where it tells. */
function notJson(message: string): Problem {
  const position = /position (\d+)/.exec(message)?.[1];
  return new Problem(400, {
    code: 'REQUEST_NOT_JSON',
    field: position === undefined ? '' : `position ${position}`,
    remedy: `The body is no JSON: ${message}.`,
  });
}

function parsed(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw notJson('it is not UTF-8');
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (error) {
    throw notJson((error as SyntaxError).message);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The upload in a CloudEvent; an event without one is judged, and refused, as an upload of nothing. */
const dataOf = (event: unknown): unknown =>
  isRecord(event) && event['specversion'] === '1.0' ? event['data'] : undefined;

const noList = (): Problem =>
  new Problem(400, {
    code: 'REQUEST_NOT_A_LIST',
    field: '',
    remedy: 'A batch of CloudEvents is a JSON array.',
  });

/** The uploads of a request, unjudged. @throws Problem 400, 413 */
export function uploadsOf(bytes: Buffer, contentType: string, uploadsMax: number): readonly unknown[] {
  const value = parsed(bytes);
  const uploads = listOf(value, essence(contentType));
  if (uploads.length > uploadsMax)
    throw new Problem(413, {
      code: 'TOO_MANY_UPLOADS',
      field: 'uploads',
      remedy: `A request may hold ${uploadsMax} uploads: send them in several requests.`,
    });
  return uploads;
}

function listOf(value: unknown, type: string): readonly unknown[] {
  if (type === 'application/cloudevents+json') return [dataOf(value)];
  if (type === 'application/cloudevents-batch+json') {
    if (!Array.isArray(value)) throw noList();
    return value.map(dataOf);
  }
  if (Array.isArray(value)) return value;
  if (isRecord(value) && Array.isArray(value['uploads'])) return value['uploads'];
  return [value];
}
