export { PostgresModelVersions } from './postgres-model-versions.js';
export { PostgresProjectionStore, type PostgresStoreOptions } from './postgres-projection-store.js';
export { openPostgresReadModels, type PostgresReadModelsOptions } from './read-models.js';
