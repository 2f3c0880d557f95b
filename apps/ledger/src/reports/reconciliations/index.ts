export { comparedNow } from './compared-now.js';
export { JobReconciliationsController } from './jobs/jobs.controller.js';
export { JobReconciliationsHandler } from './jobs/jobs.query.js';
export type { JobReconciliations } from './jobs/jobs-answer.js';
export { MeterReconciliationsController } from './meters/meters.controller.js';
export { MeterReconciliationsHandler } from './meters/meters.query.js';
