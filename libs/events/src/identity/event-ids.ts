import { uuidV5In } from './uuid.js';

/** Namespace of every derived id of heatledger. It is part of the event format: it never changes. */
export const HEATLEDGER_NAMESPACE = '6f1d3c52-0d1b-5b0e-9a3e-6c1f8b7a2e40';

/** UUIDv5 in the namespace of heatledger. */
export const derivedId = uuidV5In(HEATLEDGER_NAMESPACE);

/** The same upload is the same event: heater, epoch, number and hash of its body. */
export const telemetryEventId = (heater: string, epoch: number, number: number, bodyHash: string): string =>
  derivedId(`${heater}/${epoch}/${number}/${bodyHash}`);

/** The event at a place (from 0) among those that a command made. */
export const commandEventId = (commandId: string, ordinal: number): string =>
  derivedId(`${commandId}/${ordinal}`);
