export { startAsOfFold, type AsOfFold, type AsOfOptions } from './as-of-fold.js';
export { Follower, type FollowerOptions } from './follower.js';
export { startProjector, type ProjectorOptions } from './projector.js';
export { openReadModels, type ReadModelsOptions } from './read-models.js';
export { SqliteProjectionStore } from './sqlite-projection-store.js';
export { Versions } from './versions.js';
