import { isSignedBy } from '#events';
import type { HeaterDirectory, KnownHeater } from './heater-directory.js';
import type { ReadableUpload } from './read-upload.js';
import { refusal, type UploadRefusal } from './refusals.js';

/** `null`: the upload comes from whom it says. */
function judge(heater: KnownHeater | null, upload: ReadableUpload): UploadRefusal | null | Promise<boolean> {
  if (heater === null) return refusal('UNKNOWN_HEATER', 'head.heater');
  const key = heater.epochs.get(upload.head.epoch);
  if (key === undefined) return refusal('EPOCH_NOT_OPEN', 'head.epoch');
  const { signature } = upload;
  if (key === 'unsigned') return signature === null ? null : refusal('SIGNATURE_UNEXPECTED', 'signature');
  if (signature === null) return refusal('SIGNATURE_MISSING', 'signature');
  return key === 'unusable' ? Promise.resolve(false) : isSignedBy(key, upload.headText, signature);
}

/** Whom an upload comes from, or why that cannot be told. */
export type Authenticated = { readonly heater: KnownHeater } | { readonly refusal: UploadRefusal };

async function attempt(heater: KnownHeater | null, upload: ReadableUpload): Promise<Authenticated> {
  const verdict = judge(heater, upload);
  const why = verdict instanceof Promise ? await signatureVerdict(verdict) : verdict;
  // A known heater stands behind every verdict but a refusal.
  return why === null ? { heater: heater! } : { refusal: why };
}

const signatureVerdict = async (valid: Promise<boolean>): Promise<UploadRefusal | null> =>
  (await valid) ? null : refusal('SIGNATURE_INVALID', 'signature');

/**
 * Checks heater, epoch and signature. Before it refuses it asks the log once more, for an epoch
 * may have been opened elsewhere since the heater was last looked up.
 */
export function authenticate(
  directory: HeaterDirectory,
  upload: ReadableUpload,
): Authenticated | Promise<Authenticated> {
  const { heater } = upload.head;
  const known = directory.peek(heater);
  if (known === undefined) return directory.refresh(heater).then((found) => attempt(found, upload));
  // Unsigned uploads of known heaters are answered without waiting: they are the bulk where there are no keys.
  if (known.epochs.get(upload.head.epoch) === 'unsigned' && upload.signature === null)
    return { heater: known };
  return attempt(known, upload).then(async (first) =>
    'heater' in first ? first : attempt(await directory.refresh(heater), upload),
  );
}
