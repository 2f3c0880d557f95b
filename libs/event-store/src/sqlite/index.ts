export { openSqliteEventStore, type SqliteEventStore, type SqliteEventStoreOptions } from './store.js';
export { SqliteLogReader, type LogRow } from './log-reader.js';
export type { SqliteDiagnostics } from './writer-settings.js';
