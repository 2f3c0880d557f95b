import { DEFINITIONS, type DomainEvent } from './definitions.js';
import { createRegistry, type Upcaster } from './registry.js';

/** Every event is at version 1 today; a change of a schema adds a step here and never edits an old one. */
export const UPCASTERS: readonly Upcaster[] = Object.freeze([]);

export const eventRegistry = createRegistry<DomainEvent>(DEFINITIONS, UPCASTERS);
export const { makeEvent, readEvent } = eventRegistry;
