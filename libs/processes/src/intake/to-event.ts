import { localDateAt, monthOf, type Month } from '#domain/calendar';
import { seal, telemetryEventId, TelemetryRecorded, type NamedKey, type NewEvent } from '#events';
import type { Keys } from '#ports/keys';
import type { HeaterDirectory, KnownHeater } from './heater-directory.js';
import type { ReadableUpload } from './read-upload.js';

const UTC = { zone: 'UTC', offsets: [{ from: 0, offsetMinutes: 0 }] };

/** The local month in which a span begins; UTC's where no offset is recorded for that time. */
export function monthOfSpan({ zone }: KnownHeater, fromMs: number): Month {
  const covered = zone !== null && zone.offsets[0] !== undefined && zone.offsets[0].from <= fromMs;
  return monthOf(localDateAt(covered ? zone : UTC, fromMs));
}

/** One key per household heater and local month: it can be destroyed when the month need not be recomputed. */
export const keyScope = (heater: KnownHeater, fromMs: number): string =>
  `heater:${heater.heater}:${monthOfSpan(heater, fromMs)}`;

const signatureText = (signature: string | null): string => (signature === null ? 'null' : `"${signature}"`);

function dataText(
  upload: ReadableUpload,
  key: NamedKey | null,
  nonce: (() => Uint8Array) | undefined,
): string {
  const start = `{"head":${upload.headText},"signature":${signatureText(upload.signature)}`;
  if (key === null) return `${start},"body":${upload.bodyText}}`;
  const sealed = seal(key.key, upload.bodyText, upload.headText, nonce?.());
  return `${start},"keyId":${JSON.stringify(key.keyId)},"sealed":"${sealed}"}`;
}

/** The event an upload becomes. Its texts were checked and printed once; nothing prints them again. */
export function toEvent(
  upload: ReadableUpload,
  key: NamedKey | null,
  recordedAt: number,
  nonce?: () => Uint8Array,
): NewEvent {
  const { heater, epoch, number, bodyHash } = upload.head;
  const id = telemetryEventId(heater, epoch, number, bodyHash);
  return {
    id,
    type: TelemetryRecorded.type,
    version: TelemetryRecorded.version,
    recordedAt,
    actor: `heater:${heater}`,
    // Sending an upload is the command; its content names it.
    commandId: id,
    causation: null,
    data: dataText(upload, key, nonce),
  };
}

/**
 * The key for an upload: none for a plain heater, else that of its month, made durable before it is used. Whether it is
 * plain is looked up again: it may have been declared a household's while its upload was checked.
 */
export function keyFor(
  { keys, directory }: { readonly keys: Keys; readonly directory: HeaterDirectory },
  heater: KnownHeater,
  fromMs: number,
): NamedKey | null | Promise<NamedKey | null> {
  const scope = keyScope(heater, fromMs);
  const sealed = (): NamedKey | Promise<NamedKey> => keys.peek(scope) ?? keys.obtain(scope);
  if (!heater.plain) return sealed();
  const now = directory.peek(heater.heater);
  if (now !== undefined) return now.plain ? null : sealed();
  return directory.refresh(heater.heater).then((found) => (found?.plain === true ? null : sealed()));
}
