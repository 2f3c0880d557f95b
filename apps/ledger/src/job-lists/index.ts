export * from './job-list.js';
export * from './swf.js';
