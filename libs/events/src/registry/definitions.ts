import * as claims from '../claims/index.js';
import * as documents from '../documents/index.js';
import * as fleet from '../fleet/index.js';
import * as installation from '../installation/index.js';
import * as meters from '../meters/index.js';
import * as money from '../money/index.js';
import * as parties from '../parties/index.js';
import * as periods from '../periods/index.js';
import * as prices from '../prices/index.js';
import * as telemetry from '../telemetry/index.js';
import type { EventDefinition, EventOf } from '../schema/index.js';

const contexts = {
  installation,
  fleet,
  parties,
  prices,
  telemetry,
  documents,
  periods,
  money,
  meters,
  claims,
};
type Contexts = typeof contexts;
type Exports = { [C in keyof Contexts]: Contexts[C][keyof Contexts[C]] }[keyof Contexts];

/** Every event there is, as a union of {type, data}. */
export type DomainEvent = EventOf<Extract<Exports, EventDefinition>>;
export type DomainEventType = DomainEvent['type'];

const isDefinition = (value: unknown): value is EventDefinition =>
  typeof value === 'object' && value !== null && 'says' in value && 'stream' in value && 'version' in value;

/** Definitions by context, by name: whatever a context exports is in. */
export const DEFINITIONS_BY_CONTEXT: Readonly<Record<string, readonly EventDefinition[]>> = Object.freeze(
  Object.fromEntries(
    Object.entries(contexts).map(([context, exports]) => [
      context,
      Object.values<unknown>(exports).filter(isDefinition),
    ]),
  ),
);

export const DEFINITIONS: readonly EventDefinition[] = Object.freeze(
  Object.values(DEFINITIONS_BY_CONTEXT).flat(),
);
