export { openLog, type OpenLog } from '../following/open-log.js';
export { HOLDER } from '../following/projectors-name.js';
export type { ProjectorOptions } from './projector-options.js';
export { startProjector } from './start-projector.js';
export { openReadModels, type OpenReadModelsOptions } from './open-read-models.js';
export { startAsOfFold, type AsOfFold, type AsOfOptions } from './as-of-fold.js';
