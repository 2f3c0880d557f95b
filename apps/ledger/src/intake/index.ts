export * from './tokens.js';
export * from './intake.module.js';
export * from './openapi.js';
export { telemetryRoute, type TelemetryRouteOptions } from './telemetry.route.js';
