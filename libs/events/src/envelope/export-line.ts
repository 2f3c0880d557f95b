import type { RecordedEvent } from './envelope.js';

/** Bound of an exported line in bytes of UTF-8, without its newline: an entry bundle holds no longer entry. */
export const MAX_LINE_BYTES = 65_535;

/**
 * The exported line of an event, canonical JSON without a newline. `data` is spliced in as it stands,
 * so that line and log hold the same bytes.
 */
export function exportLine(event: RecordedEvent): string {
  return (
    `{"index":${event.index},"stream":${JSON.stringify(event.stream)},"revision":${event.revision}` +
    `,"id":${JSON.stringify(event.id)},"type":${JSON.stringify(event.type)},"version":${event.version}` +
    `,"recordedAt":${event.recordedAt},"actor":${JSON.stringify(event.actor)}` +
    `,"commandId":${JSON.stringify(event.commandId)},"causation":${JSON.stringify(event.causation)}` +
    `,"data":${event.data}}`
  );
}
