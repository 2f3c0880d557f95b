import { localDateAt, monthOf } from '#domain/calendar';
import { earliestDay, foldComfort, foldUpload, tellsComfort, type MeteredUpload } from '#domain/metering';
import { TelemetryRecorded, readEvent, type UploadBody } from '#events';
import type { RecordedUpload } from './body-opener.js';
import { comfortRule } from './comfort-rule.js';
import type { FoldState, Place } from './fold-state.js';
import { sealedStanding } from './sealed-standing.js';
import type { EpochPlace, Shelf } from './shelf.js';
import { LogFault } from './stop.js';
import { zoneOf } from './zone-of.js';

/** A telemetry stream, found once. */
export interface TelemetryStream {
  readonly shelf: Shelf;
  readonly epoch: EpochPlace;
}

/**
 * `telemetry-<heater>-<epoch>` → its heater's shelf; `other` where that heater is of another partition, null for
 * any other stream.
 */
export function telemetryStream(state: FoldState, name: string): TelemetryStream | 'other' | null {
  const match = /^telemetry-(.+)-(\d+)$/.exec(name);
  if (match === null) return null;
  if (!state.isOwn(match[1]!)) return 'other';
  const shelf = state.shelf(match[1]!);
  return { shelf, epoch: shelf.epoch(Number(match[2])) };
}

export function parseUpload(version: number, data: string): RecordedUpload {
  if (version === TelemetryRecorded.version) return JSON.parse(data) as RecordedUpload;
  return readEvent({ type: TelemetryRecorded.type, version, data }).data as RecordedUpload;
}

/** Folds one upload; a promise only where a key or days must be fetched first. */
export function foldTelemetry(
  state: FoldState,
  stream: TelemetryStream,
  place: Place,
  data: string,
): void | Promise<void> {
  const { shelf, epoch } = stream;
  const expected = epoch.nextRevision;
  if (place.revision !== expected)
    throw new LogFault('REVISION_GAP', `revision ${place.revision} where ${expected} follows`);
  const upload = parseUpload(place.version, data);
  if (upload.head.heater !== shelf.heater || upload.head.number !== expected)
    throw new LogFault('WRONG_STREAM', `upload ${upload.head.number} of heater ${upload.head.heater}`);
  const body = state.opener.open(upload, data);
  const next = { state, stream, place, upload };
  return body instanceof Promise ? body.then((opened) => take(next, opened)) : take(next, body);
}

interface Next {
  readonly state: FoldState;
  readonly stream: TelemetryStream;
  readonly place: Place;
  readonly upload: RecordedUpload;
}

function take(next: Next, body: UploadBody | 'erased'): void | Promise<void> {
  const { state, stream, place, upload } = next;
  const { shelf, epoch } = stream;
  if (body === 'erased') {
    erase(state, shelf, upload.head.to);
    finish(next);
    return;
  }
  if (shelf.erasure !== null && !shelf.erasure.resumed) return resume(next, body);
  const { index, recordedAt } = place;
  const { rulesNow: rules, lastCut: afterCut } = state;
  const metered: MeteredUpload = { index, recordedAt, rules, head: upload.head, body, afterCut };
  const loading = state.load(shelf, earliestDay(shelf.meter, metered));
  const fold = (): void => {
    if (tellsComfort(shelf.meter, body))
      foldComfort(shelf.meter, body, shelf.book, metered, comfortRule(state.facts.current, shelf.heater));
    foldUpload(shelf.meter, metered, shelf.book);
    epoch.nextRevision++;
    state.noteChange(shelf, index);
  };
  return loading === null ? fold() : loading.then(fold);
}

function finish({ state, stream, place }: Next): void {
  stream.epoch.nextRevision++;
  state.noteChange(stream.shelf, place.index);
}

/** Nothing of the upload counts any more: its month is final as it was sealed. */
function erase(state: FoldState, shelf: Shelf, toMs: number): void {
  const months = new Set(shelf.erasure?.months);
  months.add(monthOf(localDateAt(zoneOf(state.facts.current, shelf.heater, toMs), toMs)));
  const latest = Math.max(toMs, shelf.erasure?.toMs ?? toMs);
  shelf.erasure = { toMs: latest, months: [...months].sort(), resumed: false };
}

/** The first readable upload after erased ones goes on from the registers that were sealed with their month. */
async function resume(next: Next, body: UploadBody): Promise<void> {
  const { state, stream } = next;
  const { shelf } = stream;
  const { erasure, meter } = shelf;
  const month = erasure!.months.at(-1)!;
  const standing = await sealedStanding(state.log, shelf.heater, month);
  shelf.erasure = { ...erasure!, resumed: true };
  // Without sealed registers nothing between is known: measuring begins anew.
  if (standing === null || meter.last === null || standing.at > meter.last.at)
    meter.last = standing === null ? null : { ...standing };
  meter.doubt = null;
  meter.room = null;
  await take(next, body);
}
