import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { canonicalText } from '../canonical/canonical-text.js';
import type { Actor, NewEvent, RecordedEvent } from '../envelope/envelope.js';
import { EventFault } from '../envelope/event-fault.js';
import type { EventDefinition } from '../schema/index.js';

/** What stands around the data of an event. */
export interface EventMeta {
  readonly id: string;
  readonly recordedAt: number;
  readonly actor: Actor;
  readonly commandId: string;
  readonly causation: string | null;
}

/** Lifts the data of one type from the version it names to the next one. Pure. */
export interface Upcaster {
  readonly type: string;
  readonly from: number;
  readonly lift: (data: unknown) => unknown;
}

export interface EventValue {
  readonly type: string;
  readonly data: unknown;
}

/** Knows every type of event: prints new ones, reads old ones. */
export interface EventRegistry<Event extends EventValue> {
  readonly types: readonly string[];
  /** What is wrong with the data, or `null`. @throws EventFault UNKNOWN_EVENT_TYPE */
  fault(event: EventValue): string | null;
  /** Validates and prints canonically. @throws EventFault UNKNOWN_EVENT_TYPE, INVALID_EVENT_DATA */
  makeEvent(event: Event, meta: EventMeta): NewEvent;
  /**
   * The value at today's version; data is taken as it was validated when written.
   * @throws EventFault UNKNOWN_EVENT_TYPE, NEWER_EVENT_VERSION, MISSING_UPCASTER
   */
  readEvent(recorded: Pick<RecordedEvent, 'type' | 'version' | 'data'>): Event;
}

const told = (errors: readonly ErrorObject[] | null | undefined): string =>
  (errors ?? []).map((error) => `${error.instancePath || 'data'} ${error.message ?? ''}`.trim()).join('; ');

export function createRegistry<Event extends EventValue>(
  definitions: readonly EventDefinition[],
  upcasters: readonly Upcaster[],
): EventRegistry<Event> {
  const byType = new Map(definitions.map((definition) => [definition.type, definition]));
  if (byType.size !== definitions.length) throw new Error('two event definitions share a type');
  const lifts = new Map(upcasters.map((upcaster) => [`${upcaster.type}@${upcaster.from}`, upcaster.lift]));
  const ajv = new Ajv({ allErrors: false });
  const validators = new Map<string, ValidateFunction>();

  const definitionOf = (type: string): EventDefinition => {
    const definition = byType.get(type);
    if (!definition) throw new EventFault('UNKNOWN_EVENT_TYPE', `no event is called ${type}`);
    return definition;
  };
  const validatorOf = (definition: EventDefinition): ValidateFunction => {
    // Compiled on first use: a command line that reads two types need not compile sixty.
    let validate = validators.get(definition.type);
    if (!validate) validators.set(definition.type, (validate = ajv.compile(definition.data)));
    return validate;
  };
  const fault = (event: EventValue): string | null => {
    const validate = validatorOf(definitionOf(event.type));
    return validate(event.data) ? null : told(validate.errors);
  };

  return {
    types: [...byType.keys()],
    fault,
    makeEvent(event, meta) {
      const definition = definitionOf(event.type);
      const wrong = fault(event);
      if (wrong !== null) throw new EventFault('INVALID_EVENT_DATA', `${event.type}: ${wrong}`);
      const { id, recordedAt, actor, commandId, causation } = meta;
      const data = canonicalText(event.data, definition.data);
      const { type, version } = definition;
      return { id, type, version, recordedAt, actor, commandId, causation, data };
    },
    readEvent({ type, version, data: text }) {
      const definition = definitionOf(type);
      if (version > definition.version)
        throw new EventFault(
          'NEWER_EVENT_VERSION',
          `${type} is at version ${version}, this program knows ${definition.version}`,
        );
      let data: unknown = JSON.parse(text);
      for (let at = version; at < definition.version; at += 1) {
        const lift = lifts.get(`${type}@${at}`);
        if (!lift) throw new EventFault('MISSING_UPCASTER', `nothing lifts ${type} from version ${at}`);
        data = lift(data);
      }
      // Types and schemas are one source: what was validated at writing and lifted has the shape of its type.
      return { type, data } as Event;
    },
  };
}
