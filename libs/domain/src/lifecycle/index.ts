export * from './statuses.js';
export * from './commands.js';
export * from './document-lifecycle.js';
export * from './state.js';
export * from './ageing.js';
export * from './profile.js';
export * from './receipts.js';
export * from './e-reporting.js';
