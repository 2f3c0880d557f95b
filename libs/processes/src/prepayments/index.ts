export * from './issue-prepayments.js';
export * from './render-prepayments.js';
