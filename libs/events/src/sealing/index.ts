export * from './seal.js';
export * from './person.js';
