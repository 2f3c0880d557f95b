export { openReadModels, type ReadModelsOptions } from './read-models.js';
export { SqliteProjectionStore } from './sqlite-projection-store.js';
export { Versions } from './versions.js';
