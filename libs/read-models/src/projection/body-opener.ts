import { createDecipheriv } from 'node:crypto';
import { EventFault, type UploadBody, type UploadHead } from '#events';
import type { Keys } from '#ports/keys';
import { LogFault } from './stop.js';

/** A TelemetryRecorded as it stands in the log. */
export interface RecordedUpload {
  readonly head: UploadHead;
  readonly body?: UploadBody;
  readonly keyId?: string;
  readonly sealed?: string;
}

/** The body, or that its key was destroyed: an erased month, final as it was sealed. */
export type OpenedBody = UploadBody | 'erased';

type Known = Uint8Array | 'erased';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Keys kept ready: two months of 10 000 heaters. Beyond, all are asked for anew. */
const KEYS_MAX = 20_000;
/** How long a key that was destroyed elsewhere may still open what is folded. */
const FRESH_MS = 60_000;

/** Opens the bodies of uploads; keys that were asked for once are kept ready for a while. */
export class BodyOpener {
  private readonly known = new Map<string, Known>();
  private askedAt = 0;

  constructor(private readonly keys: Keys) {}

  /** Without waiting where body or key is at hand. `data` is the event's text: its head is what the seal is bound to. */
  open(upload: RecordedUpload, data: string): OpenedBody | Promise<OpenedBody> {
    if (upload.body !== undefined) return upload.body;
    const { keyId, sealed } = upload;
    if (keyId === undefined || sealed === undefined)
      throw new EventFault('INVALID_EVENT_DATA', 'an upload has neither body nor sealed body');
    const key = this.known.get(keyId);
    if (key !== undefined) return opened(key, sealed, data);
    return this.ask(keyId).then((asked) => opened(asked, sealed, data));
  }

  private async ask(keyId: string): Promise<Known> {
    const now = performance.now();
    if (this.known.size >= KEYS_MAX || now - this.askedAt > FRESH_MS) this.known.clear();
    if (this.known.size === 0) this.askedAt = now;
    const answer = await this.keys.open(keyId);
    if (answer.kind === 'unknown')
      throw new LogFault(
        'KEY_UNKNOWN',
        `the key file holds no key ${keyId}, and none was destroyed under it`,
      );
    const key = answer.kind === 'key' ? answer.key : 'erased';
    this.known.set(keyId, key);
    return key;
  }
}

const HEAD_START = '{"head":'.length;

/** A line of the log is no longer than this; one sealed body is opened at a time. */
const SEALED = Buffer.alloc(65_536);

/** The canonical head as it stands in the event's text. */
const headOf = (data: string): string => data.slice(HEAD_START, data.indexOf(',"signature":'));

function opened(key: Known, sealed: string, data: string): OpenedBody {
  if (key === 'erased') return key;
  const bytes = SEALED.subarray(0, SEALED.write(sealed, 'base64url'));
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(headOf(data)));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  const text = decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw new EventFault('SEAL_BROKEN', 'the body does not open with its key and head');
  }
  return JSON.parse(text.toString('utf8')) as UploadBody;
}
