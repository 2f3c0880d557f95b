export { startAsOfFold, type AsOfFold, type AsOfOptions } from './as-of-fold.js';
export { Follower, type FollowerOptions, type ProjectorStatus } from './follower.js';
export { startProjector, type Projector, type ProjectorOptions } from './projector.js';
export { openReadModels, type ReadModels, type ReadModelsOptions } from './read-models.js';
export { SqliteProjectionStore } from './sqlite-projection-store.js';
export { Versions } from './versions.js';
