export * from './meters.module.js';
