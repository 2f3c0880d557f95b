/**
 * What `openLedger` gives to every Nest module, under the names by which a constructor asks for it:
 * `constructor(@Inject(EVENT_STORE) private readonly store: EventStore)`.
 */

/** `EventStore` of #event-store. */
export const EVENT_STORE = Symbol('EventStore');
/** `Kysely<Tables>` of #read-models: what has been projected so far. */
export const READ_MODELS = Symbol('ReadModels');
/** `Projector` of #read-models: how far it is, and waiting for it. */
export const PROJECTOR = Symbol('Projector');
/** `Keys` of #ports/keys. */
export const KEYS = Symbol('Keys');
/** `DocumentFiles` of #ports/documents. */
export const DOCUMENT_FILES = Symbol('DocumentFiles');
/** `Leases` of #ports/leases. */
export const LEASES = Symbol('Leases');
/** `Locks` of #ports/locks. */
export const LOCKS = Symbol('Locks');
/** `AbortSignal`: given when the ledger begins to stop. Long work ends between two appends then. */
export const STOPPING = Symbol('Stopping');
/** `Clock` of #ports/clock. */
export const CLOCK = Symbol('Clock');
/** `Ids` of #ports/ids. */
export const IDS = Symbol('Ids');
/** `(count: number) => Uint8Array`: nonces and keys; a seeded one only where a demo repeats itself. */
export const RANDOMNESS = Symbol('Randomness');
/** `Configuration` of ./configuration. */
export const CONFIGURATION = Symbol('Configuration');
/** pino's `Logger`. */
export const LOGGER = Symbol('Logger');
