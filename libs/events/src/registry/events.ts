import { DEFINITIONS, type DomainEvent } from './definitions.js';
import { createRegistry } from './registry.js';
import { UPCASTERS } from './upcasters.js';

export const eventRegistry = createRegistry<DomainEvent>(DEFINITIONS, UPCASTERS);
export const { makeEvent, readEvent } = eventRegistry;
