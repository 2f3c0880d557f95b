export * from './electricity-price.js';
