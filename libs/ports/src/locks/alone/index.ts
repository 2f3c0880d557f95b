export * from './alone-locks.js';
